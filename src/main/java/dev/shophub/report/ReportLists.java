package dev.shophub.report;

import dev.shophub.alert.Outside;
import dev.shophub.alert.Words;
import dev.shophub.metric.Briefing;
import dev.shophub.metric.Briefing.Change;
import dev.shophub.metric.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says a briefing's lists in the reader's language: what to do, items, stock at risk, open reviews, watched items of others. */
final class ReportLists {

    private static final int TITLE = 22;

    private final Words words;
    private final Links links;
    private final Numbers numbers;
    private final Briefing briefing;

    ReportLists(Words words, Links links, Briefing briefing) {
        this.words = words;
        this.links = links;
        this.briefing = briefing;
        this.numbers = new Numbers(words.language(), briefing.currency());
    }

    /** An item of a list. */
    public record ItemRow(String code, String title, String now, String change, String tone) {}

    /**
     * Something to do.
     *
     * @param number stands by itself in front of the text
     * @param text goes on after the number
     * @param sentence says both, where nothing stands in columns
     * @param go where to go
     * @param link the page, empty where none is configured
     */
    public record TodoRow(String number, String text, String sentence, String go, String link) {}

    /** An item of somebody else: price and its change, the rest in a line. */
    public record RivalRow(String name, String detail, String price, String change, String tone) {}

    List<ItemRow> items(List<Briefing.Item> items) {
        var compared = !briefing.movers().isEmpty();
        return items.stream()
                .map(item -> new ItemRow(
                        Outside.line(item.code(), 30),
                        shop(item.shop()) + Outside.line(item.title(), TITLE),
                        numbers.money(item.now()),
                        compared ? numbers.signedMoney(item.difference()) : Numbers.UNKNOWN,
                        compared ? tone(item.difference()) : ""))
                .toList();
    }

    private static String tone(BigDecimal difference) {
        return difference.signum() < 0 ? "bad" : difference.signum() > 0 ? "good" : "";
    }

    /** Where several shops are told of, whose it is. */
    private String shop(String title) {
        return briefing.scope().overall() ? Outside.line(title, 20) + " · " : "";
    }

    List<TodoRow> todos() {
        return briefing.todos().stream().map(this::todo).toList();
    }

    private TodoRow todo(Briefing.Todo todo) {
        var number = number(todo);
        var subject = Outside.line(todo.subject(), 40);
        var shop = shop(todo.shop());
        var end = todo.kind().equals("bad-reviews") ? answerBy(todo) : "";
        return new TodoRow(
                number,
                words.text("report.todo." + todo.kind(), subject, shop) + end,
                shop + words.text("report.todo.sentence." + todo.kind(), subject, number) + end,
                words.textOr("report.go." + todo.kind(), ""),
                links.to(todo.place()));
    }

    private String number(Briefing.Todo todo) {
        return switch (todo.kind()) {
            case "refunds", "late", "no-cost" -> numbers.share(todo.number());
            case "roi" -> numbers.value(Unit.RATIO, todo.number());
            case "converts-less" -> numbers.value(Unit.PERCENT, todo.number());
            case "runs-out" -> numbers.value(Unit.DAYS, todo.number());
            default -> numbers.value(Unit.COUNT, todo.number());
        };
    }

    private String answerBy(Briefing.Todo todo) {
        return links.answerDays(todo.place())
                .map(limit -> limit - Integer.parseInt(todo.subject()))
                .map(left -> words.text(left < 0 ? "report.todo.answer-over" : "report.todo.answer-left", left))
                .orElse("");
    }

    /** SKUs that run low now: pieces left, and for how long. */
    List<ItemRow> atRisk() {
        return briefing.atRisk().stream()
                .map(one -> new ItemRow(
                        Outside.line(one.code(), 30),
                        shop(one.shop()) + Outside.line(one.title(), TITLE),
                        words.text("report.pieces", numbers.value(Unit.COUNT, BigDecimal.valueOf(one.sellable()))),
                        one.days().map(days -> numbers.value(Unit.DAYS, days)).orElse(Numbers.UNKNOWN),
                        "bad"))
                .toList();
    }

    /** Bad reviews without an answer, a line a shop. */
    List<TodoRow> openReviews() {
        return briefing.openReviews().stream()
                .map(one -> new TodoRow(
                        Long.toString(one.count()),
                        words.text("report.open-reviews", Outside.line(one.shop(), 30), one.days()),
                        words.text(
                                "report.open-reviews.sentence", Outside.line(one.shop(), 30), one.days(), one.count()),
                        "",
                        links.to(one.place())))
                .toList();
    }

    List<RivalRow> rivals() {
        return briefing.rivals().stream().map(this::rival).toList();
    }

    private RivalRow rival(Briefing.Rival rival) {
        var money = new Numbers(words.language(), rival.currency());
        var detail = new ArrayList<String>();
        detail(rival.sales(), Unit.COUNT, "report.rival.sales").ifPresent(detail::add);
        detail(rival.rating(), Unit.SCORE, "report.rival.rating").ifPresent(detail::add);
        detail.add(rival.before()
                .map(day -> words.text("report.rival.since", day.toString()))
                .orElseGet(() -> words.text("report.rival.new")));
        var price = rival.price();
        var difference = price.flatMap(Change::relative).map(BigDecimal::signum).orElse(0);
        return new RivalRow(
                Outside.line(rival.name(), 40),
                String.join(" · ", detail),
                price.map(one -> money.money(one.now())).orElse(Numbers.UNKNOWN),
                price.flatMap(Change::relative).map(numbers::percent).orElse(Numbers.UNKNOWN),
                difference < 0 ? "bad" : difference > 0 ? "good" : "");
    }

    private Optional<String> detail(Optional<Change> change, Unit unit, String key) {
        return change.map(one -> words.text(
                key,
                numbers.value(unit, one.now()),
                one.relative().map(share -> signed(unit, one.difference())).orElse(Numbers.UNKNOWN)));
    }

    private String signed(Unit unit, BigDecimal difference) {
        return (difference.signum() > 0 ? "+" : "") + numbers.value(unit, difference);
    }
}
