package dev.shophub.report;

import dev.shophub.alert.Outside;
import dev.shophub.alert.Words;
import dev.shophub.reconcile.DailyCensus;
import dev.shophub.report.DailySections.Row;
import dev.shophub.report.DailySections.Section;
import dev.shophub.store.CensusBook;
import dev.shophub.store.CensusBook.Found;
import dev.shophub.store.ShopRow;
import dev.shophub.store.ShopRow.State;
import dev.shophub.store.Shops;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The section of the daily mail about the platforms' own lists: one line a live shop and day, with both numbers. It is always there, and a
 * day that could not be compared is said, too: silence never means that the books tie.
 */
final class CensusSections {

    /** Days with something missing are looked at for so long. */
    private static final int LOOKED_FOR = 30;

    private final Shops shops;
    private final CensusBook book;
    private final Words words;
    private final Supplier<DailyCensus.Pace> pace;
    private final Supplier<Integer> most;
    private final Clock clock;

    CensusSections(
            Shops shops,
            CensusBook book,
            Words words,
            Supplier<DailyCensus.Pace> pace,
            Supplier<Integer> most,
            Clock clock) {
        this.shops = shops;
        this.book = book;
        this.words = words;
        this.pace = pace;
        this.most = most;
        this.clock = clock;
    }

    /** A day of a shop as the mail tells it. */
    private record Line(Row row, boolean open) {}

    Section section() {
        var lines = pace.get().days() == 0
                ? List.<Line>of()
                : shops.all().stream()
                        .filter(CensusSections::isCompared)
                        .flatMap(shop -> lines(shop).stream())
                        .toList();
        var open = lines.stream().filter(Line::open).count();
        int rows = most.get();
        return new Section(
                words.text("daily.section.census"),
                open,
                note(lines, open),
                lines.stream().limit(rows).map(Line::row).toList(),
                lines.size() > rows ? words.text("daily.more", lines.size() - rows, "./hub audit --census") : "");
    }

    /** One that was refused access is not listed, and that is said. */
    private static boolean isCompared(ShopRow shop) {
        return shop.role().equals("shop")
                && (shop.state() == State.LIVE
                        || shop.state() == State.PAUSED && shop.goLiveFrom().isPresent());
    }

    private String note(List<Line> lines, long open) {
        if (pace.get().days() == 0) {
            return words.text("daily.census.off");
        }
        if (lines.isEmpty()) {
            return words.text("daily.census.nothing");
        }
        return open == 0 ? words.text("daily.census.good") : words.text("daily.census.open", open);
    }

    private List<Line> lines(ShopRow shop) {
        var local = clock.instant().atZone(shop.zone());
        var today = local.toLocalDate();
        // before the hour it is the last night that is told
        var night = local.toLocalTime().isBefore(pace.get().at()) ? today.minusDays(1) : today;
        var rows = book.find(shop.id(), night.minusDays(LOOKED_FOR), night.minusDays(1));
        var lines = new ArrayList<Line>();
        for (int back = 1; back <= LOOKED_FOR; back++) {
            var day = night.minusDays(back);
            var row = rows.stream().filter(one -> one.which().day().equals(day)).findFirst();
            boolean looksFor = row.filter(known -> known.found().missing() > 0).isPresent();
            if (back <= pace.get().days() || looksFor) {
                lines.add(line(shop, day, night, row));
            }
        }
        return lines;
    }

    private Line line(ShopRow shop, LocalDate day, LocalDate night, Optional<CensusBook.Row> known) {
        var title = words.text("daily.census.day", Outside.line(shop.title()), day.toString());
        boolean made = known.filter(
                        row -> !row.night().isBefore(night) && row.endedAt().isPresent())
                .isPresent();
        if (!made) {
            return new Line(new Row(title, "", notMade(shop, night, known), "./hub status " + shop.key()), true);
        }
        var row = known.get();
        return row.found().missing() == 0
                ? new Line(new Row(title, "", told(row), ""), false)
                : new Line(
                        new Row(title, "", told(row), Outside.line(DailyCensus.command(shop.key(), row), 600)), true);
    }

    private String notMade(ShopRow shop, LocalDate night, Optional<CensusBook.Row> known) {
        if (shop.state() == State.PAUSED) {
            return words.text("daily.census.not-made", words.text("daily.census.why.paused"));
        }
        return known.filter(
                        row -> !row.night().isBefore(night) && !row.failure().isEmpty())
                .map(row -> words.text(
                        "daily.census.failed",
                        words.textOr("daily.census.why." + row.failure(), Outside.line(told(row.failure()), 300)),
                        row.tries()))
                .orElseGet(() -> words.text("daily.census.not-made", words.text("daily.census.why.not-begun")));
    }

    private String told(String failure) {
        var told = words.told(failure);
        return (told.ours() + " " + told.foreign()).strip();
    }

    private String told(CensusBook.Row row) {
        var found = row.found();
        var parts = new ArrayList<String>();
        parts.add(words.text("daily.census.numbers", found.listed(), found.stored()));
        parts.add(state(row, found));
        if (found.foundLate() > 0) {
            parts.add(words.text("daily.census.found-late", found.foundLate()));
        }
        if (found.kept() > 0) {
            parts.add(words.text("daily.census.kept", found.kept()));
        }
        if (found.unlisted() > 0) {
            parts.add(words.text("daily.census.unlisted", found.unlisted(), named(found.unlistedIds())));
        }
        return String.join(words.text("daily.census.and"), parts);
    }

    private String state(CensusBook.Row row, Found found) {
        if (found.missing() == 0) {
            return words.text(found.ties() && found.kept() == 0 ? "daily.census.same" : "daily.census.nothing-missing");
        }
        return row.backfill().isPresent()
                ? words.text(
                        "daily.census.read-again",
                        found.missing(),
                        row.backfill().get())
                : words.text("daily.census.missing", found.missing(), named(found.missingIds()));
    }

    private static String named(List<String> ids) {
        return Outside.line(String.join(" ", ids), 600);
    }
}
