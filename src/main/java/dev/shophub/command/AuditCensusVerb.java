package dev.shophub.command;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.store.CensusBook;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Tells what the platforms listed of the last days, beside what is stored; it asks no platform. */
final class AuditCensusVerb {

    static final VerbCall<AuditVerb.Request, List<Row>> CALL =
            new VerbCall<>("audit-census", AuditVerb.Request.class, new TypeReference<>() {}, true);

    private static final int DAYS = 30;

    private final Shops shops;
    private final CensusBook book;
    private final Clock clock;

    AuditCensusVerb(Shops shops, CensusBook book, Clock clock) {
        this.shops = shops;
        this.book = book;
        this.clock = clock;
    }

    List<Row> run(AuditVerb.Request request) {
        return new ShopArgument(shops)
                .oneOrAll(request.shop()).stream()
                        .flatMap(shop -> rows(shop).stream())
                        .toList();
    }

    private List<Row> rows(ShopRow shop) {
        var today = LocalDate.ofInstant(clock.instant(), shop.zone());
        return book.find(shop.id(), today.minusDays(DAYS), today).stream()
                .map(row -> row(shop, row))
                .toList();
    }

    private static Row row(ShopRow shop, CensusBook.Row row) {
        var found = row.found();
        return new Row(
                shop.key().value(),
                row.which().day(),
                row.endedAt(),
                row.begunAt(),
                row.tries(),
                row.failure(),
                found.listed(),
                found.stored(),
                found.kept(),
                found.missed(),
                found.foundLate(),
                found.missing(),
                found.unlisted(),
                found.missingIds(),
                found.unlistedIds(),
                row.backfill(),
                row.endedAt().isPresent() && found.missing() == 0);
    }

    /**
     * The last look at a day of a shop, the newest day first.
     *
     * @param day of placing, in the shop's zone
     * @param endedAt when its list was read to its end, UTC; null: the last look did not come to it, the figures are of an earlier one
     * @param begunAt of the last look, UTC
     * @param tries in that night
     * @param failure why it did not come to its end; empty: it did, or runs
     * @param platform orders that the platform lists
     * @param stored of that day: the listed ones, and the unlisted
     * @param quarantined of the listed: not readable, kept
     * @param missed of the listed: not there though the polls were past them
     * @param readAgain of the missed: found when they were read again
     * @param missing of the missed: not found
     * @param unlisted stored, and not listed by the platform
     * @param backfill that reads the day again; null: none
     */
    @JsonPropertyOrder({
        "shop",
        "day",
        "endedAt",
        "begunAt",
        "tries",
        "failure",
        "platform",
        "stored",
        "quarantined",
        "missed",
        "readAgain",
        "missing",
        "unlisted",
        "missingIds",
        "unlistedIds",
        "backfill",
        "ok"
    })
    record Row(
            String shop,
            LocalDate day,
            Optional<Instant> endedAt,
            Instant begunAt,
            int tries,
            String failure,
            long platform,
            long stored,
            long quarantined,
            long missed,
            long readAgain,
            long missing,
            long unlisted,
            List<String> missingIds,
            List<String> unlistedIds,
            Optional<Long> backfill,
            boolean ok) {}
}
