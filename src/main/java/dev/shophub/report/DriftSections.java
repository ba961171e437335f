package dev.shophub.report;

import dev.shophub.alert.Outside;
import dev.shophub.alert.Shell;
import dev.shophub.alert.ShopTitles;
import dev.shophub.alert.Words;
import dev.shophub.reconcile.Difference;
import dev.shophub.reconcile.ShopDrift;
import dev.shophub.reconcile.StockDrift;
import dev.shophub.report.DailySections.Row;
import dev.shophub.report.DailySections.Section;
import dev.shophub.settings.ReportSettings;
import dev.shophub.store.DailyFacts.Listed;
import dev.shophub.store.DriftBook.Mended;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The sections of the daily mail about what shops show: variants of another number than ours, and what the hub set right of itself.
 * The first is always there and says how much was compared: silence could mean that nothing was.
 */
final class DriftSections {

    private static final int LONGEST = 400;

    private final StockDrift drift;
    private final ShopTitles titles;
    private final Words words;
    private final Supplier<ReportSettings> settings;
    private final Clock clock;

    DriftSections(StockDrift drift, ShopTitles titles, Words words, Supplier<ReportSettings> settings, Clock clock) {
        this.drift = drift;
        this.titles = titles;
        this.words = words;
        this.settings = settings;
        this.clock = clock;
    }

    List<Section> all() {
        int most = settings.get().rows();
        var found = drift.lookAndTell(most);
        var now = clock.instant();
        var sections = new ArrayList<Section>();
        sections.add(differing(found.shops(), most, now));
        if (found.mended().total() > 0) {
            sections.add(mended(found.mended(), now));
        }
        return sections;
    }

    private Section differing(List<ShopDrift> shops, int most, Instant now) {
        var rows = shops.stream()
                .flatMap(shop -> shop.differing().stream())
                .sorted(Difference.MOST_PRESSING)
                .toList();
        return new Section(
                words.text("daily.section.drift"),
                rows.size(),
                note(shops, rows.isEmpty()),
                rows.stream().limit(most).map(row -> row(row, now)).toList(),
                rows.size() > most ? words.text("daily.more", rows.size() - most, "./hub audit --stock") : "");
    }

    private String note(List<ShopDrift> shops, boolean same) {
        var lines = new ArrayList<String>();
        long compared = sum(shops, ShopDrift::compared);
        long onTheirWay = sum(shops, ShopDrift::onTheirWay);
        if (compared == 0) {
            lines.add(words.text("daily.drift.nothing", shops.size()));
        } else {
            lines.add(words.text(
                    "daily.drift.compared",
                    compared,
                    shops.stream()
                            .map(shop -> words.text(
                                    "daily.drift.of", Outside.line(shop.shop().title()), shop.compared()))
                            .collect(Collectors.joining(words.text("daily.drift.and")))));
            if (same) {
                lines.add(words.text("daily.drift.same"));
            }
        }
        if (onTheirWay > 0) {
            lines.add(words.text(
                    "daily.drift.on-their-way",
                    onTheirWay,
                    settings.get().drift().after().toMinutes()));
        }
        long unmapped = sum(shops, ShopDrift::unmapped);
        long silent = sum(shops, ShopDrift::silent);
        long unread = sum(shops, ShopDrift::unread);
        if (unmapped + silent + unread > 0) {
            lines.add(words.text("daily.drift.left-out", unmapped, silent, unread));
        }
        return String.join(" ", lines);
    }

    private static long sum(List<ShopDrift> shops, ToLongFunction<ShopDrift> number) {
        return shops.stream().mapToLong(number).sum();
    }

    private Row row(Difference one, Instant now) {
        return new Row(
                words.text(
                        "daily.drift",
                        Outside.line(one.shop().title()),
                        Outside.line(one.title()),
                        Outside.line(one.code()),
                        Outside.line(one.erpSku())),
                words.age(Duration.between(one.since(), now)),
                titles.in(Outside.line(
                        words.text("daily.drift.numbers", one.ours(), one.shown()) + " · " + why(one), LONGEST)),
                titles.in(command(one)));
    }

    private String why(Difference one) {
        var why = one.why();
        var parts = new ArrayList<String>();
        parts.add(words.text("daily.drift.why." + why.word()));
        if (!why.reason().isEmpty()) {
            parts.add(words.textOr("daily.parked." + why.reason(), why.reason()));
        }
        if (!why.detail().isEmpty() && !why.detail().equals(why.reason())) {
            parts.add(why.detail());
        }
        if (one.frozen()) {
            parts.add(words.text("daily.drift.frozen"));
        }
        if (one.heldDown()) {
            parts.add(words.text("daily.drift.held-down"));
        }
        return String.join(" · ", parts);
    }

    private static String command(Difference one) {
        var shop = one.shop().key();
        return switch (one.why().word()) {
            case "paused", "no-sink", "orders-first" -> "./hub status " + shop;
            case "dead" -> "./hub replay " + one.why().message();
            case "parked" -> one.why().reason().equals("brake")
                    ? "./hub release " + shop
                    : "./hub parked --shop " + shop;
            default -> "./hub show " + Shell.quoted(one.itemId());
        };
    }

    private Section mended(Listed<Mended> mended, Instant now) {
        var left = mended.total() - mended.rows().size();
        return new Section(
                words.text("daily.section.drift-mended"),
                0,
                words.text("daily.section.drift-mended.note", mended.total()),
                mended.rows().stream()
                        .map(one -> new Row(
                                words.text(
                                        "daily.sku",
                                        Outside.line(one.shop().title()),
                                        Outside.line(one.title() + " · " + one.code())),
                                words.age(Duration.between(one.askedAt(), now)),
                                words.text(
                                        "daily.drift.mended",
                                        one.ours(),
                                        one.shown(),
                                        words.age(Duration.between(one.since(), one.askedAt()))),
                                ""))
                        .toList(),
                left > 0 ? words.text("daily.drift.more", left) : "");
    }
}
