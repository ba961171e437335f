package dev.shophub.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.support.Rows;
import dev.shophub.support.TestDatabase;
import dev.shophub.support.WalkedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** This machine's clock was a day ahead for a while, and is set right. */
class ClockSetBackIT {

    private static final Instant NOW = Instant.parse("2026-03-01T04:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration TOOK = Duration.ofMillis(7);

    private final WalkedClock clock = new WalkedClock(NOW);
    private final Rows rows = new Rows(TestDatabase.operations());
    private final Outbox outbox = outbox();

    @Test
    void whatWasWrittenOrTriedWhileItWasADayAheadIsDueAtOnce() {
        outbox.write(List.of(mail("tried", NOW), mail("digest", NOW)));
        clock.advance(DAY);
        for (var claimed : outbox.claim(Destination.MAIL, 10)) {
            if (claimed.subject().equals("tried")) {
                outbox.retry(claimed.id(), clock.instant().plusSeconds(30), true, "unavailable", "HTTP 503", TOOK);
            } else {
                outbox.finish(List.of(claimed.id()), new Outcome.Later(Duration.ofHours(1), "digest"), TOOK);
            }
        }
        outbox.write(List.of(mail("written", clock.instant())));

        clock.advance(DAY.negated());
        assertThat(subjects(outbox().claim(Destination.MAIL, 10)))
                .as("by a hub that was started since, too")
                .containsExactlyInAnyOrder("tried", "digest", "written");
    }

    @Test
    void theRunningHubSeesItAtOnceAndItsNextWaitIsAWaitAgain() {
        clock.advance(DAY);
        outbox.write(List.of(mail("1", clock.instant().plusSeconds(600))));
        assertThat(outbox.claim(Destination.MAIL, 10)).isEmpty();

        clock.advance(DAY.negated());
        var claimed = outbox.claim(Destination.MAIL, 10);
        assertThat(subjects(claimed)).containsExactly("1");
        outbox.retry(claimed.get(0).id(), clock.instant().plusSeconds(300), true, "unavailable", "HTTP 503", TOOK);
        clock.advance(Duration.ofSeconds(299));
        assertThat(outbox().claim(Destination.MAIL, 10)).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(subjects(outbox.claim(Destination.MAIL, 10))).containsExactly("1");
    }

    @Test
    void aLongWaitWrittenByARightClockStaysOne() {
        outbox.write(List.of(mail("morning", NOW.plus(Duration.ofDays(3)))));
        assertThat(outbox.claim(Destination.MAIL, 10)).isEmpty();
        clock.advance(Duration.ofSeconds(-30));
        assertThat(outbox.claim(Destination.MAIL, 10))
                .as("set back by half a minute")
                .isEmpty();
    }

    private Outbox outbox() {
        var source = rows.jdbc().getDataSource();
        return new Outbox(
                rows.jdbc(), new TransactionTemplate(new DataSourceTransactionManager(source)), clock, "here");
    }

    private static NewMessage mail(String subject, Instant due) {
        return NewMessage.mail("review", 0, "", subject, "to@example.org", Map.of(), due);
    }

    private static List<String> subjects(List<OutboxMessage> messages) {
        return messages.stream().map(OutboxMessage::subject).toList();
    }
}
