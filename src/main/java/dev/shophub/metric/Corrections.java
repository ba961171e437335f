package dev.shophub.metric;

import dev.shophub.metric.Briefing.Correction;
import dev.shophub.store.ReportBook;
import dev.shophub.store.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was mailed and has moved since. */
final class Corrections {

    private static final int DAYS = 35;
    private static final BigDecimal NOTICEABLE = new BigDecimal("0.02");

    private final Catalogue catalogue;
    private final ReportBook reports;

    Corrections(Catalogue catalogue, ReportBook reports) {
        this.catalogue = catalogue;
        this.reports = reports;
    }

    /** Of the days before this one; figures that ripen count once they are ripe. */
    List<Correction> of(Scope scope, Span span, Book book) {
        var corrections = new ArrayList<Correction>();
        if (span.kind() != Span.Kind.DAY) {
            return corrections;
        }
        var earlier = reports.mailed(
                scope.id(),
                span.kind(),
                span.first().minusDays(DAYS),
                span.first().minusDays(1));
        for (var mailed : earlier) {
            var figure = catalogue.find(mailed.figure());
            if (figure.isEmpty()
                    || figure.get().basis() == Figure.Basis.SNAPSHOT
                    || ChronoUnit.DAYS.between(mailed.day(), span.first())
                            < figure.get().ripens()) {
                continue;
            }
            book.stored(Span.day(mailed.day()))
                    .value(figure.get())
                    .filter(value -> moved(mailed.mailed(), value))
                    .ifPresent(value ->
                            corrections.add(new Correction(figure.get(), mailed.day(), mailed.mailed(), value)));
        }
        return corrections;
    }

    private static boolean moved(BigDecimal mailed, BigDecimal now) {
        var difference = now.subtract(mailed).abs();
        return mailed.signum() == 0
                ? difference.signum() != 0
                : difference.divide(mailed.abs(), MathContext.DECIMAL64).compareTo(NOTICEABLE) > 0;
    }

    /** What a briefing says, to be remembered when it is mailed. */
    void remember(Briefing briefing) {
        var said = new LinkedHashMap<String, BigDecimal>();
        briefing.lines().forEach(line -> line.value()
                .ifPresent(value -> said.put(line.figure().key(), value)));
        reports.say(briefing.scope().id(), briefing.span(), said);
        briefing.corrections()
                .forEach(correction -> reports.say(
                        briefing.scope().id(),
                        Span.day(correction.day()),
                        Map.of(correction.figure().key(), correction.now())));
    }
}
