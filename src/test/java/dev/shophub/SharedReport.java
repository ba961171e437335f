package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.metric.Briefing;
import dev.shophub.metric.Morning;
import dev.shophub.store.Span;
import java.math.BigDecimal;
import java.time.LocalDate;

/** The reports about two days of a walked year: what nobody told stands as unknown, everything else is there. */
final class SharedReport {

    /** Of the folder's first year the day with the most orders; the aligned day of last year lies before its first. */
    private static final LocalDate MOST_ORDERS = LocalDate.parse("2010-11-25");

    private static final LocalDate WITH_LAST_YEAR = LocalDate.parse("2010-12-06");

    private final Morning morning;

    SharedReport(Morning morning) {
        this.morning = morning;
    }

    void check() {
        var most = brief(MOST_ORDERS);
        var paid = most.line("paid-amount").orElseThrow();
        assertThat(paid.value()).hasValueSatisfying(value -> assertThat(value).isPositive());
        assertThat(paid.previous()).isPresent();
        assertThat(paid.usual()).isPresent();
        assertThat(paid.lastYear().flatMap(Briefing.Change::relative))
                .as("nothing was sold then: a dash, not any percentage")
                .isEmpty();
        assertThat(most.line("visitors").orElseThrow().value()).isEmpty();
        assertThat(most.missing()).extracting(Briefing.Missing::source).containsExactly("traffic");
        assertThat(most.sources()).extracting(Briefing.SourceState::source).containsExactly("books");
        assertThat(most.top()).hasSize(5);
        var why = most.why().orElseThrow();
        assertThat(why.effects().stream().map(effect -> effect.effect()).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(why.now().subtract(why.before()));
        assertThat(brief(WITH_LAST_YEAR)
                        .line("paid-amount")
                        .orElseThrow()
                        .lastYear()
                        .flatMap(Briefing.Change::relative))
                .isPresent();
    }

    private Briefing brief(LocalDate day) {
        return morning.brief(morning.scopes().get(0), Span.day(day));
    }
}
