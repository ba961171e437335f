package dev.shophub.report;

import dev.shophub.metric.Briefing;
import dev.shophub.metric.Catalogue;
import dev.shophub.metric.Scope;
import dev.shophub.store.Span;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which report a message asks for, as its subject: {@code day/2026-11-22/all}.
 *
 * @param shop a shop's key; {@code all}: all together
 */
record ReportSubject(Span span, String shop) {

    private static final String ALL = "all";

    static ReportSubject of(Scope scope, Span span) {
        return new ReportSubject(
                span, scope.shop().map(shop -> shop.key().value()).orElse(ALL));
    }

    /** @throws IllegalArgumentException when it is none */
    static ReportSubject parse(String text) {
        var parts = text.split("/", 3);
        return new ReportSubject(
                new Span(Span.Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)), LocalDate.parse(parts[1])), parts[2]);
    }

    boolean isOf(Scope scope) {
        return of(scope, span).equals(this);
    }

    @Override
    public String toString() {
        return span.kind().word() + "/" + span.first() + "/" + shop;
    }

    /** Corrections as a message carries them: by the time the mail is written, what was mailed is overwritten. */
    static String write(List<Briefing.Correction> corrections) {
        return corrections.stream()
                .limit(10)
                .map(one -> one.figure().key() + " " + one.day() + " "
                        + one.mailed().toPlainString() + " " + one.now().toPlainString())
                .collect(Collectors.joining(";"));
    }

    static List<Briefing.Correction> read(String text, Catalogue catalogue) {
        return Arrays.stream(text.split(";"))
                .filter(one -> !one.isBlank())
                .map(one -> one.split(" "))
                .filter(words -> catalogue.find(words[0]).isPresent())
                .map(words -> new Briefing.Correction(
                        catalogue.figure(words[0]),
                        LocalDate.parse(words[1]),
                        new BigDecimal(words[2]),
                        new BigDecimal(words[3])))
                .toList();
    }
}
