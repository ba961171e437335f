package dev.shophub.report;

import dev.shophub.alert.Outside;
import dev.shophub.alert.Words;
import dev.shophub.metric.Briefing;
import dev.shophub.metric.Briefing.Line;
import dev.shophub.metric.Figure;
import dev.shophub.metric.Unit;
import dev.shophub.store.Span;
import java.math.MathContext;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says a briefing in the reader's language: sentences and cells, ready for the template. */
final class ReportText {

    private static final Set<String> ALWAYS = Set.of("paid-amount", "visitors", "conversion");

    private final Words words;
    private final String language;
    private final Numbers numbers;
    private final Briefing briefing;

    ReportText(Words words, Briefing briefing) {
        this.words = words;
        this.language = words.language().getLanguage();
        this.briefing = briefing;
        this.numbers = new Numbers(words.language(), briefing.currency());
    }

    /** A row of the table of figures. {@code changes}: against the span before, the usual one, last year. */
    public record Row(String name, String value, String mark, List<Cell> changes) {}

    /** A change and whether it is good. */
    public record Cell(String text, String tone) {}

    String day() {
        var span = briefing.span();
        return switch (span.kind()) {
            case DAY -> span.first() + " "
                    + span.first().getDayOfWeek().getDisplayName(TextStyle.SHORT, words.language());
            case WEEK -> words.text(
                    "report.week", span.first().toString(), span.last().toString());
            case MONTH -> DateTimeFormatter.ofPattern("yyyy-MM").format(span.first());
        };
    }

    /** Whose figures these are; of all together, how many of them the paid amount counts. */
    String scope() {
        return briefing.scope().shop().map(shop -> Outside.line(shop.title())).orElseGet(() -> {
            int all = briefing.scope().shops().size();
            int counted = briefing.line("paid-amount").map(Line::shops).orElse(all);
            return counted < all ? words.text("report.shops", counted, all) : words.text("report.all", all);
        });
    }

    String subject(int edition) {
        var paid = briefing.line("paid-amount").orElseThrow();
        return words.text(
                edition == 2
                        ? "report.subject.second"
                        : "report.subject." + briefing.span().kind().word(),
                briefing.span().kind() == Span.Kind.DAY
                        ? briefing.span().first().toString()
                        : day(),
                scope(),
                value(paid),
                numbers.change(paid.figure(), paid.previous()));
    }

    /** What matters most, in a sentence or two. */
    String headline() {
        var paid = briefing.line("paid-amount").orElseThrow();
        var sentence = words.text(
                "report.headline." + briefing.span().kind().word(),
                value(paid),
                numbers.change(paid.figure(), paid.previous()),
                numbers.change(paid.figure(), paid.usual()),
                numbers.change(paid.figure(), paid.lastYear()));
        return sentence + of(paid).map(known -> " " + known).orElse("") + apart();
    }

    /** What shops in other currencies took, each by itself. */
    private String apart() {
        return briefing.apart().stream()
                .map(one -> " "
                        + words.text(
                                "report.apart",
                                Outside.line(one.shop(), 20),
                                one.paid()
                                        .map(new Numbers(words.language(), one.currency())::money)
                                        .orElse(Numbers.UNKNOWN)))
                .collect(Collectors.joining());
    }

    /** "N of M shops", of all shops together. */
    private Optional<String> of(Line line) {
        int all = briefing.scope().shops().size();
        return briefing.scope().overall()
                ? Optional.of(words.text("report.shops", line.shops(), all))
                : Optional.empty();
    }

    private String value(Line line) {
        return numbers.value(line.figure(), line.value());
    }

    /** What nobody told is left out, but for what a reader looks for first: there a dash is the news. */
    List<Row> rows(List<Line> lines, Collection<String> changed) {
        return lines.stream()
                .filter(line -> line.value().isPresent()
                        || ALWAYS.contains(line.figure().key()))
                .map(line -> row(line, changed))
                .toList();
    }

    private Row row(Line line, Collection<String> changed) {
        var marks = new ArrayList<String>();
        if (changed.contains(line.figure().key())) {
            marks.add(words.text("report.mark.changed"));
        }
        if (!line.ripe() && line.value().isPresent()) {
            marks.add(words.text("report.mark.unripe"));
        }
        if (briefing.scope().overall() && line.value().isPresent()) {
            if (line.shops() < briefing.scope().shops().size()) {
                marks.add(words.text(
                        "report.shops", line.shops(), briefing.scope().shops().size()));
            }
            if (line.figure().unit() == Unit.PEOPLE) {
                marks.add(words.text("report.mark.sum"));
            }
        }
        if (briefing.span().kind() != Span.Kind.DAY
                && line.value().isPresent()
                && line.figure().unit() == Unit.PEOPLE
                && line.figure().origin() instanceof Figure.Exported) {
            marks.add(words.text("report.mark.days"));
        }
        return new Row(
                line.figure().name(language),
                value(line),
                String.join(" · ", marks),
                List.of(
                        cell(line.figure(), line.previous()),
                        cell(line.figure(), line.usual()),
                        cell(line.figure(), line.lastYear())));
    }

    private Cell cell(Figure figure, Optional<Briefing.Change> change) {
        var shown = numbers.change(figure, change);
        var direction = shown.equals(Numbers.UNKNOWN)
                ? 0
                : change.map(one -> one.difference().signum()).orElse(0);
        var tone = figure.good()
                .filter(good -> direction != 0)
                .map(good -> (good == Figure.Good.UP) == (direction > 0) ? "good" : "bad")
                .orElse("");
        return new Cell(shown, tone);
    }

    /** The plan in sentences; empty where there is none. */
    List<String> plan() {
        return briefing.plan().map(this::plan).orElse(List.of());
    }

    private List<String> plan(Briefing.Plan plan) {
        var said = new ArrayList<String>();
        said.add(words.text(
                "report.plan.month",
                numbers.money(plan.month()),
                plan.reached().map(numbers::money).orElse(Numbers.UNKNOWN),
                plan.reached()
                        .filter(paid -> plan.month().signum() > 0)
                        .map(paid -> numbers.share(paid.divide(plan.month(), MathContext.DECIMAL64)))
                        .orElse(Numbers.UNKNOWN)));
        said.add(words.text(
                "report.plan.pace",
                numbers.money(plan.toDate()),
                plan.gap().map(numbers::signedMoney).orElse(Numbers.UNKNOWN),
                plan.forecast().map(numbers::money).orElse(Numbers.UNKNOWN)));
        plan.left()
                .ifPresent(left ->
                        said.add(words.text("report.plan.left", numbers.money(left), numbers.money(plan.day()))));
        return said;
    }

    /** How the change came about: the split, then who made it. */
    List<String> why() {
        return briefing.why()
                .map(why -> {
                    var said = new ArrayList<String>();
                    said.add(words.text(
                            why.console() ? "report.why.console" : "report.why.books",
                            numbers.signedMoney(why.now().subtract(why.before())),
                            numbers.money(why.before()),
                            numbers.money(why.now())));
                    why.effects()
                            .forEach(effect ->
                                    said.add(factor(effect.name()) + " " + numbers.signedMoney(effect.effect())));
                    return (List<String>) said;
                })
                .orElse(List.of());
    }

    String factor(String figure) {
        return words.text("report.factor." + figure);
    }

    /** Which parts moved the conversion, by their share or their own rate. */
    List<String> shifts() {
        return briefing.shifts().stream()
                .map(shift -> words.text(
                        "report.shift." + shift.of().name().toLowerCase(Locale.ROOT),
                        Outside.line(shift.name(), 32),
                        numbers.points(shift.mix() + shift.rate()),
                        numbers.points(shift.mix()),
                        numbers.points(shift.rate())))
                .toList();
    }

    /** The span of last year that it is compared with. */
    String lastYear() {
        return briefing.span().kind() == Span.Kind.MONTH
                ? briefing.span().first().minusYears(1).toString().substring(0, 7)
                : briefing.aligned().day().toString();
    }

    /** With which days it was compared. */
    String compared() {
        var aligned = briefing.aligned();
        return words.text(
                "report.compared",
                lastYear(),
                aligned.event().map(event -> event.name(language)).orElseGet(() -> words.text("report.by-weekday")));
    }
}
