package dev.shophub.inbox;

import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.store.InboxBook;
import dev.shophub.store.InboxFile;
import dev.shophub.store.InboxFile.State;
import dev.shophub.store.ShopRow;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes files in: tells shop and layout, checks, stores, and asks for the mail that answers each of them. */
public final class Inbox {

    /** The kind of mails that answer files. */
    static final String KIND = "inbox";

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final ExportReader reader;
    private final ShopTeller shops;
    private final ExportCheck check;
    private final InboxBook book;
    private final Outbox outbox;
    private final Function<Arrival, Collection<String>> readers;
    private final Runnable bell;
    private final Clock clock;

    /**
     * @param readers who hears of a file
     * @param bell wakes the deliveries
     */
    Inbox(
            ExportReader reader,
            ShopTeller shops,
            ExportCheck check,
            InboxBook book,
            Outbox outbox,
            Function<Arrival, Collection<String>> readers,
            Runnable bell,
            Clock clock) {
        this.reader = reader;
        this.shops = shops;
        this.check = check;
        this.book = book;
        this.outbox = outbox;
        this.readers = readers;
        this.bell = bell;
        this.clock = clock;
    }

    /** Reads a file or keeps it out whole; the same content again changes nothing. Safe to repeat. One caller at a time. */
    public synchronized InboxFile take(Arrival arrival) {
        var taken = book.find(store(arrival)).orElseThrow();
        LOG.info(
                "Inbox: {} is {} (file={}, layout={}, reason={})",
                arrival.name(),
                taken.state().word(),
                taken.id(),
                taken.layout(),
                taken.reason());
        outbox.write(readers.apply(arrival).stream()
                .map(reader -> NewMessage.mail(
                        KIND,
                        0,
                        KIND + "/" + arrival.name(),
                        Long.toString(taken.id()),
                        reader,
                        Map.of(),
                        clock.instant()))
                .toList());
        bell.run();
        return taken;
    }

    private long store(Arrival arrival) {
        var shop = Optional.<ShopRow>empty();
        var sha = sha256(arrival.content());
        var export = Optional.<Export>empty();
        try {
            shop = Optional.of(shops.tell(arrival));
            var same = book.sameContent(shop.get().id(), sha);
            if (same.isPresent()) {
                return book.note(of(
                        arrival,
                        sha,
                        shop,
                        export,
                        State.SAME,
                        "same",
                        List.of("#" + same.get().id())));
            }
            export = Optional.of(reader.read(arrival.name(), shop.get().platform(), arrival.content()));
            check.check(shop.get(), arrival.name(), export.get());
            var layout = export.get().layout();
            return book.replace(
                    of(arrival, sha, shop, export, State.READ, "", List.of()),
                    new InboxBook.Source(layout.name(), layout.kind(), layout.people()),
                    export.get().days(),
                    export.get().values());
        } catch (KeptOutException out) {
            return book.note(of(arrival, sha, shop, export, State.REFUSED, out.reason(), out.particulars()));
        }
    }

    private InboxFile of(
            Arrival arrival,
            String sha,
            Optional<ShopRow> shop,
            Optional<Export> export,
            State state,
            String reason,
            List<String> particulars) {
        return new InboxFile(
                0,
                shop.map(ShopRow::id),
                arrival.name(),
                arrival.folder(),
                arrival.sender(),
                sha,
                export.map(one -> one.layout().name()).orElse(""),
                state,
                reason,
                particulars,
                export.map(one -> one.days().first()),
                export.map(one -> one.days().last()),
                export.map(one -> one.days().size()).orElse(0),
                export.map(Export::rows).orElse(0),
                export.flatMap(one -> one.sum("visitors")),
                export.flatMap(Export::amount),
                export.map(one -> one.layout().currency()).orElse(""),
                0,
                clock.instant());
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
