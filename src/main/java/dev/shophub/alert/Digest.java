package dev.shophub.alert;

import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.review.QuietHours;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * First at once, then together: after a mail of a group, those alike wait until the window is over and come as one. What
 * already waited longer than the window (quiet hours, a mail server that was away) comes together the first time too.
 * Mails without a group neither wait nor gather.
 */
final class Digest {

    private final Outbox outbox;
    private final Supplier<Duration> window;
    private final Supplier<QuietHours> quietHours;
    private final Clock clock;

    Digest(Outbox outbox, Supplier<Duration> window, Supplier<QuietHours> quietHours, Clock clock) {
        this.outbox = outbox;
        this.window = window;
        this.quietHours = quietHours;
        this.clock = clock;
    }

    /** When the claimed message has to wait: how long. */
    Optional<Outcome.Later> waits(OutboxMessage claimed) {
        if (claimed.groupKey().isEmpty()) {
            return Optional.empty();
        }
        var now = clock.instant();
        var free = outbox.lastMailed(claimed.groupKey(), claimed.recipient())
                .map(last -> last.plus(window.get()))
                .filter(now::isBefore)
                .orElse(now);
        var due = quietHours.get().next(free);
        return due.isAfter(now)
                ? Optional.of(new Outcome.Later(Duration.between(now, due), "digest"))
                : Optional.empty();
    }

    /** What the mail carries: the claimed message alone when it is the first in a while, else all alike, oldest first. */
    List<OutboxMessage> carried(OutboxMessage claimed) {
        if (claimed.groupKey().isEmpty()) {
            return List.of(claimed);
        }
        var last = outbox.lastMailed(claimed.groupKey(), claimed.recipient());
        var arrivedInItsShadow =
                last.isPresent() && claimed.createdAt().isBefore(last.get().plus(window.get()));
        var waitedLong = !claimed.createdAt().plus(window.get()).isAfter(clock.instant());
        return arrivedInItsShadow || waitedLong ? outbox.alike(claimed) : List.of(claimed);
    }

    /** Whether what is told at this moment waits for the morning. */
    boolean isQuiet(Instant moment) {
        return quietHours.get().next(moment).isAfter(moment);
    }

    /** All that wait with the claimed message, oldest first. */
    List<OutboxMessage> alike(OutboxMessage claimed) {
        return outbox.alike(claimed);
    }
}
