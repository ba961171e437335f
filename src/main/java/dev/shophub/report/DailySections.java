package dev.shophub.report;

import dev.shophub.alert.Outside;
import dev.shophub.alert.Shell;
import dev.shophub.alert.ShopTitles;
import dev.shophub.alert.TroubleText;
import dev.shophub.alert.Words;
import dev.shophub.model.Money;
import dev.shophub.reconcile.Preview;
import dev.shophub.store.DailyFacts;
import dev.shophub.store.DailyFacts.Listed;
import dev.shophub.store.DailyFacts.Shop;
import dev.shophub.store.OverRefunds;
import dev.shophub.store.OverRefunds.OverRefund;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.Trouble;
import dev.shophub.store.TroubleBook;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** The sections of the daily mail: each names what waits for a person, why, for how long, and what to type next. */
final class DailySections {

    private static final int LONGEST = 400;
    private static final int FIRST = 50;
    /** So long a case that has no remedy is told, which comes to an end by itself. */
    private static final Duration WEEK = Duration.ofDays(7);

    private final DailyFacts facts;
    private final OverRefunds overRefunds;
    private final TroubleBook troubles;
    private final ShopTitles titles;
    private final TroubleText texts;
    private final Words words;
    private final Supplier<Integer> most;
    private final Observed observed;

    DailySections(
            DailyFacts facts,
            OverRefunds overRefunds,
            TroubleBook troubles,
            ShopTitles titles,
            TroubleText texts,
            Words words,
            Supplier<Integer> most,
            Observed observed) {
        this.facts = facts;
        this.overRefunds = overRefunds;
        this.troubles = troubles;
        this.titles = titles;
        this.texts = texts;
        this.words = words;
        this.most = most;
        this.observed = observed;
    }

    /** Shops that are only read, and what would have been sent for one of them, so many of each kind. */
    record Observed(Supplier<List<ShopRow>> shops, BiFunction<ShopRow, Integer, List<Preview.Kind>> preview) {

        /** Of these shops by this preview. */
        static Observed of(Shops shops, Preview preview) {
            return new Observed(
                    () -> shops.all().stream()
                            .filter(shop -> shop.state() == ShopRow.State.OBSERVING)
                            .toList(),
                    preview::of);
        }

        /** Where nothing can be said of them. */
        static Observed none() {
            return new Observed(List::of, (shop, number) -> List.of());
        }
    }

    /** A section; {@code more} says how many rows are not listed and how to see them. */
    public record Section(String title, long count, String note, List<Row> rows, String more) {}

    /** One thing: what it is, since when, why, and the next command; empty where there is nothing to say. */
    public record Row(String what, String age, String reason, String command) {}

    /**
     * All sections that have something in them, what is most pressing first.
     *
     * @param stock what is said of stock, behind what stands still
     * @param census what the platforms' lists of orders say, behind that
     */
    List<Section> all(Instant now, List<Section> stock, Section census) {
        var sections = new ArrayList<Section>();
        var open = troubles.open();
        add(sections, "troubles", new Listed<>(open, open.size()), "./hub status", row -> trouble(row, now));
        add(sections, "dead", facts.deadLetters(most.get()), "./hub parked", row -> dead(row, now));
        add(sections, "quarantine", facts.quarantine(most.get()), "./hub audit", row -> quarantined(row, now));
        add(
                sections,
                "unmapped-orders",
                facts.unmappedOrders(most.get()),
                "./hub parked",
                row -> unmappedOrders(row, now));
        add(sections, "parked", facts.parked(most.get()), "./hub parked", row -> parked(row, now));
        sections.addAll(stock);
        sections.add(census);
        var observing = facts.wouldBeSent();
        add(sections, "observing", new Listed<>(observing, observing.size()), "./hub status", this::wouldBeSent);
        sections.addAll(previews());
        add(
                sections,
                "over-refunded",
                overRefunds.since(now.minus(WEEK), most.get()),
                "./hub status",
                row -> overRefunded(row, now));
        add(sections, "taken-down", facts.takenDown(most.get()), "./hub status", row -> takenDown(row, now));
        add(sections, "unmapped", facts.unmapped(most.get()), "./hub parked", this::unmapped);
        add(sections, "silent", facts.silent(most.get()), "./hub status", this::silent);
        return sections;
    }

    private <T> void add(List<Section> sections, String name, Listed<T> listed, String command, Function<T, Row> row) {
        if (listed.total() == 0) {
            return;
        }
        var left = listed.total() - listed.rows().size();
        sections.add(new Section(
                words.text("daily.section." + name),
                listed.total(),
                words.textOr("daily.section." + name + ".note", ""),
                listed.rows().stream().map(row).map(this::titled).toList(),
                left > 0 ? words.text("daily.more", left, command) : ""));
    }

    private Row titled(Row row) {
        return new Row(row.what(), row.age(), titles.in(row.reason()), titles.in(row.command()));
    }

    private Row trouble(Trouble trouble, Instant now) {
        var key = trouble.shopKey().orElse("");
        return new Row(
                words.textOr("trouble.kind." + trouble.kind(), trouble.kind())
                        + trouble.shopTitle()
                                .map(title -> " · " + Outside.line(title))
                                .orElse(""),
                age(trouble.since(), now),
                Outside.line(texts.of(trouble.said()).line(), LONGEST),
                words.textOr("trouble.command." + trouble.kind(), ("./hub status " + key).strip(), key));
    }

    private Row dead(DailyFacts.DeadLetter letter, Instant now) {
        return new Row(
                words.text("daily.dead", title(letter.shop()), kind(letter.kind()), Outside.line(letter.subject())),
                age(letter.since(), now),
                reason(letter.reason(), letter.detail()),
                "./hub replay " + letter.id());
    }

    private Row quarantined(DailyFacts.Quarantined one, Instant now) {
        return new Row(
                words.text(
                        "daily.quarantine",
                        Outside.line(one.shop().title()),
                        words.textOr("daily.stream." + one.stream(), one.stream()),
                        Outside.line(one.field()),
                        one.count()),
                age(one.oldest(), now),
                Outside.line(one.reason(), LONGEST),
                "./hub status " + one.shop().key());
    }

    private Row unmappedOrders(DailyFacts.UnmappedOrders one, Instant now) {
        return new Row(
                words.text(
                        "daily.unmapped-orders",
                        Outside.line(one.shop().title()),
                        Outside.line(one.code()),
                        one.orders()),
                age(one.oldest(), now),
                Outside.line(one.title(), LONGEST),
                mapping(one.shop(), one.code(), "ERP_SKU"));
    }

    private Row parked(DailyFacts.ParkedMessages one, Instant now) {
        return new Row(
                words.text(
                        "daily.parked",
                        title(one.shop()),
                        words.textOr("daily.destination." + one.destination(), one.destination()),
                        one.count()),
                age(one.oldest(), now),
                reason(words.textOr("daily.parked." + one.reason(), one.reason()), one.detail()),
                "./hub parked" + one.shop().map(shop -> " --shop " + shop.key()).orElse(""));
    }

    private Row wouldBeSent(DailyFacts.WouldBeSent one) {
        return new Row(
                words.text("daily.observing", Outside.line(one.shop().title()), kind(one.kind()), one.count()),
                "",
                words.textOr("daily.destination." + one.destination(), one.destination()),
                "./hub go-live " + one.shop().key());
    }

    /** For each shop that is only read, kind by kind, what would have been sent and why. */
    private List<Section> previews() {
        var sections = new ArrayList<Section>();
        for (var shop : observed.shops().get()) {
            for (var kind : observed.preview().apply(shop, Math.min(FIRST, most.get()))) {
                var left = kind.messages() - kind.first().size();
                sections.add(new Section(
                        words.text("daily.would", Outside.line(shop.title()), kind(kind.kind())),
                        0,
                        "",
                        kind.first().stream().map(this::would).toList(),
                        left > 0 ? words.text("daily.more", left, "./hub status " + shop.key()) : ""));
            }
        }
        return sections;
    }

    private Row would(Preview.Line line) {
        var why = words.textOr("would." + line.why(), line.why());
        return new Row(
                Outside.line(line.subject() + (line.what().isEmpty() ? "" : " · " + line.what()), LONGEST),
                line.change(),
                Outside.line(line.detail().isEmpty() ? why : why + " · " + line.detail(), LONGEST),
                "");
    }

    private Row overRefunded(OverRefund one, Instant now) {
        return new Row(
                words.text(
                        "daily.over-refunded",
                        Outside.line(one.shop().title()),
                        Outside.line(one.orderId().value())),
                age(one.lastAt(), now),
                words.text("daily.over-refunded.reason", money(one.paid()), money(one.refunded())),
                "");
    }

    private static String money(Money money) {
        return money.amount().setScale(2, RoundingMode.HALF_UP).toPlainString() + " "
                + money.currency().getCurrencyCode();
    }

    private Row takenDown(DailyFacts.TakenDown one, Instant now) {
        return new Row(
                words.text("daily.taken-down", Outside.line(one.shop().title()), Outside.line(one.title())),
                age(one.since(), now),
                one.itemId(),
                "");
    }

    private Row unmapped(DailyFacts.Sku one) {
        return new Row(
                words.text("daily.sku", Outside.line(one.shop().title()), Outside.line(one.code())),
                "",
                Outside.line(one.title(), LONGEST),
                mapping(one.shop(), one.code(), "ERP_SKU"));
    }

    private Row silent(DailyFacts.Sku one) {
        return new Row(
                words.text(
                        "daily.silent",
                        Outside.line(one.shop().title()),
                        Outside.line(one.code()),
                        Outside.line(one.erpSku())),
                "",
                Outside.line(one.title(), LONGEST),
                mapping(one.shop(), one.code(), "ERP_SKU"));
    }

    private String mapping(Shop shop, String code, String erpSku) {
        return "./hub map " + shop.key() + " " + Shell.quoted(code) + " " + erpSku;
    }

    private String title(Optional<Shop> shop) {
        return shop.map(one -> Outside.line(one.title())).orElseGet(() -> words.text("daily.hub"));
    }

    private String kind(String kind) {
        return words.textOr("daily.kind." + kind, kind);
    }

    /** What we say ourselves in the reader's language, what the other side says as it came. */
    private String reason(String reason, String kept) {
        var told = words.told(kept);
        var detail = (told.ours() + " " + told.foreign()).strip();
        return Outside.line(detail.isEmpty() || detail.equals(reason) ? reason : reason + " · " + detail, LONGEST);
    }

    private String age(Instant since, Instant now) {
        return words.age(Duration.between(since, now));
    }
}
