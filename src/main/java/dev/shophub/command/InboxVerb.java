package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.store.InboxBook;
import dev.shophub.store.InboxFile;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Lists the files of the inbox, and takes one back. */
final class InboxVerb {

    static final VerbCall<ListRequest, List<Row>> LIST =
            new VerbCall<>("inbox", ListRequest.class, new TypeReference<>() {}, false);
    static final VerbCall<UndoRequest, Row> UNDO =
            new VerbCall<>("inbox-undo", UndoRequest.class, new TypeReference<>() {}, false);

    private final InboxBook book;
    private final Shops shops;

    InboxVerb(InboxBook book, Shops shops) {
        this.book = book;
        this.shops = shops;
    }

    List<Row> list(ListRequest request) {
        return book.newest(request.limit()).stream().map(this::row).toList();
    }

    Row undo(UndoRequest request) {
        var file = request.file().matches("#?\\d{1,18}")
                ? book.find(Long.parseLong(request.file().replace("#", "")))
                : book.find(request.file());
        var found = file.orElseThrow(() -> VerbRefusedException.cannot("unknown-export", request.file()));
        if (!book.undo(found.id())) {
            throw VerbRefusedException.cannot("export-not-standing", found.name(), Long.toString(found.id()));
        }
        return row(book.find(found.id()).orElseThrow());
    }

    private Row row(InboxFile file) {
        return new Row(
                file.id(),
                file.name(),
                file.shop().flatMap(shops::find).map(ShopRow::key).map(key -> key.value()),
                file.layout(),
                file.state().word(),
                file.reason(),
                file.particulars(),
                file.firstDay(),
                file.lastDay(),
                file.days(),
                file.inForce(),
                file.rows(),
                file.visitors().map(BigDecimal::stripTrailingZeros),
                file.amount().map(BigDecimal::stripTrailingZeros),
                file.currency(),
                file.takenAt());
    }

    /** @param limit newest files */
    record ListRequest(int limit) {}

    /** @param file its name, or its number */
    record UndoRequest(String file) implements Steering {
        @Override
        public List<String> subjects() {
            return List.of(file);
        }
    }

    /**
     * A file; {@code inForce} of its {@code days} still stand.
     *
     * @param state read, same, refused or undone
     * @param reason why it was refused, as docs/inbox.md lists them
     */
    record Row(
            long id,
            String file,
            Optional<String> shop,
            String layout,
            String state,
            String reason,
            List<String> particulars,
            Optional<LocalDate> firstDay,
            Optional<LocalDate> lastDay,
            int days,
            int inForce,
            int rows,
            Optional<BigDecimal> visitors,
            Optional<BigDecimal> amount,
            String currency,
            Instant takenAt) {}
}
