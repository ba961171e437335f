package dev.shophub.report;

import dev.shophub.alert.Outside;
import dev.shophub.alert.Words;
import dev.shophub.metric.Briefing;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says how far a briefing can be trusted: what is missing, what two sides say, what was corrected. */
final class VerdictText {

    private final Words words;
    private final String language;
    private final Numbers numbers;
    private final Briefing briefing;
    private final String lastYear;

    /** @param lastYear the span of last year that it is compared with */
    VerdictText(Words words, Briefing briefing, String lastYear) {
        this.words = words;
        this.language = words.language().getLanguage();
        this.numbers = new Numbers(words.language(), briefing.currency());
        this.briefing = briefing;
        this.lastYear = lastYear;
    }

    /** What is missing, shop by shop, and where to send it. */
    List<String> missing(String address) {
        return briefing.missing().stream().map(one -> missing(one, address)).toList();
    }

    private String missing(Briefing.Missing one, String address) {
        var shop = Outside.line(one.shop());
        var to = words.text(address.isEmpty() ? "report.missing.to" : "report.missing.to-mail", one.shopKey(), address);
        return switch (one.source()) {
            case "books" -> words.text(one.partial() ? "report.missing.books-partial" : "report.missing.books", shop);
            case Briefing.Missing.NOT_OVER -> words.text("report.missing.not-over", shop);
            case "traffic" -> words.text("report.missing.traffic", shop) + to;
            default -> words.text("report.missing.export", shop, source(one.source())) + to;
        };
    }

    private String source(String name) {
        return words.textOr("report.source." + name, name);
    }

    /** How complete each source is, a line a shop, and what there was nothing to compare with. */
    List<String> verdicts(boolean late) {
        var shops = new LinkedHashMap<String, List<String>>();
        briefing.sources().forEach(state -> shops.computeIfAbsent(state.shop(), shop -> new ArrayList<>())
                .add(source(state.source()) + " " + words.text("report.verdict." + verdict(state, late))));
        var said = new ArrayList<String>();
        shops.forEach((shop, states) ->
                said.add(words.text("report.verdict.shop", Outside.line(shop), String.join(" · ", states))));
        briefing.apart()
                .forEach(one -> said.add(words.text("report.verdict.apart", Outside.line(one.shop()), one.currency())));
        var paid = briefing.line("paid-amount").orElseThrow();
        if (paid.value().isPresent()
                && paid.lastYear().flatMap(Briefing.Change::relative).isEmpty()) {
            said.add(words.text("report.verdict.no-last-year", lastYear));
        }
        if (paid.value().isPresent()
                && paid.previous().flatMap(Briefing.Change::relative).isEmpty()) {
            said.add(words.text("report.verdict.no-previous"));
        }
        return said;
    }

    /** An export that is not there may still come until the second edition. */
    private static String verdict(Briefing.SourceState state, boolean late) {
        return switch (state.verdict()) {
            case COMPLETE -> "is-complete";
            case PARTIAL -> "is-partial";
            case MISSING -> late && !state.source().equals("books") ? "is-late" : "is-missing";
        };
    }

    /** The same figure twice, with what may explain a difference of more than two percent. */
    List<String> sides() {
        return briefing.sides().stream().map(this::side).toList();
    }

    private String side(Briefing.TwoSides side) {
        var difference = side.console().signum() == 0
                ? Optional.<BigDecimal>empty()
                : Optional.of(side.ours().subtract(side.console()).divide(side.console(), MathContext.DECIMAL64));
        var said = words.text(
                "report.sides",
                side.figure().name(language),
                numbers.value(side.figure().unit(), side.ours()),
                numbers.value(side.figure().unit(), side.console()),
                difference.map(numbers::percent).orElse(Numbers.UNKNOWN));
        return side.cause() == Briefing.TwoSides.Cause.NONE
                ? said
                : said + " "
                        + words.text("report.sides."
                                + side.cause().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    List<String> corrections(List<Briefing.Correction> corrections) {
        return corrections.stream()
                .map(one -> words.text(
                        "report.correction",
                        one.day().toString(),
                        one.figure().name(language),
                        numbers.value(one.figure().unit(), one.mailed()),
                        numbers.value(one.figure().unit(), one.now())))
                .toList();
    }
}
