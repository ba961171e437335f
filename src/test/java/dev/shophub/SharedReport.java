package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.Attachment;
import dev.shophub.alert.Draft;
import dev.shophub.alert.MailComposer;
import dev.shophub.metric.Briefing;
import dev.shophub.metric.Morning;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.store.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;

/** The reports about two days of a walked year: what nobody told stands as unknown, everything else is there. */
final class SharedReport {

    /** Of the folder's first year the day with the most orders; the aligned day of last year lies before its first. */
    private static final LocalDate MOST_ORDERS = LocalDate.parse("2010-11-25");

    private static final Logger LOG = LoggerFactory.getLogger(SharedReport.class);

    private static final LocalDate WITH_LAST_YEAR = LocalDate.parse("2010-12-06");

    private final Morning morning;
    private final MailComposer mails;

    SharedReport(ApplicationContext hub) {
        this.morning = hub.getBean(Morning.class);
        this.mails = hub.getBeansOfType(MailComposer.class).values().stream()
                .filter(composer -> composer.kinds().contains("report"))
                .findFirst()
                .orElseThrow();
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
        checkMail();
        for (var kind : List.of(Span.Kind.WEEK, Span.Kind.MONTH)) {
            var span = morning.brief(morning.scopes().get(0), Span.of(kind, MOST_ORDERS));
            assertThat(span.line("paid-amount").orElseThrow().previous()).isPresent();
            assertThat(span.line("paid-buyers").orElseThrow().value().orElseThrow())
                    .as("people of a %s once, fewer than its days' together", kind.word())
                    .isPositive()
                    .isLessThan(span.line("paid-orders").orElseThrow().value().orElseThrow());
        }
    }

    /** As its reader has it. */
    private void checkMail() {
        var subject = "day/" + MOST_ORDERS + "/all";
        var shop = morning.scopes().get(0).shop().map(row -> row.key().value()).orElse("all");
        var draft = mails.compose(new OutboxMessage(
                1,
                Destination.MAIL,
                "report",
                0,
                Optional.empty(),
                subject,
                subject.replace("all", shop),
                "",
                "boss@example.com",
                Map.of("edition", "0", "profit", "true"),
                0,
                Instant.EPOCH));
        assertThat(draft).isInstanceOfSatisfying(Draft.Mail.class, mail -> {
            LOG.info("{}\n{}", mail.subject(), mail.model());
            assertThat(mail.subject()).contains(MOST_ORDERS.toString());
            assertThat(mail.model().get("headline").toString()).contains("同比 —");
            assertThat(mail.model().get("missing").toString()).contains("缺访客数据");
            assertThat(mail.model().get("verdicts").toString())
                    .contains("同比：2009-11-")
                    .contains("“—”");
            assertThat(mail.model().get("rows").toString()).contains("name=访客数, value=—");
            assertThat(mail.model().get("failed").toString()).isEqualTo("[]");
            assertThat(mail.attachments()).extracting(Attachment::name).contains("trend-light.png", "top-dark.png");
        });
    }

    private Briefing brief(LocalDate day) {
        return morning.brief(morning.scopes().get(0), Span.day(day));
    }
}
