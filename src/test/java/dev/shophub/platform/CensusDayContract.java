package dev.shophub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.Failure;
import dev.shophub.connector.OrderCensus;
import dev.shophub.connector.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pain point 13, of the ids alone: a day of 23 or of 25 hours is listed whole, and no other. */
public interface CensusDayContract<C extends OrderCensus> {

    PlatformWorld<C> world();

    OrdersPlayed rehearsal();

    @Test
    default void aDayOnWhichClocksChangeIsListedWholeAndNoOther() {
        for (var zone : List.of(ZoneId.of("America/Los_Angeles"), ZoneId.of("Australia/Sydney"))) {
            var change = zone.getRules()
                    .previousTransition(Instant.now().minus(Duration.ofDays(3)))
                    .getInstant();
            var day = LocalDate.ofInstant(change, zone);
            var from = day.atStartOfDay(zone).toInstant();
            var to = day.plusDays(1).atStartOfDay(zone).toInstant();
            assertThat(Duration.between(from, to)).isNotEqualTo(Duration.ofDays(1));
            var back = Duration.between(Instant.now(), to.plus(Duration.ofHours(6)));
            world().clock().advance(back);
            try {
                aDay(from, to, zone);
            } finally {
                world().clock().advance(back.negated());
            }
        }
    }

    private void aDay(Instant from, Instant to, ZoneId zone) {
        world().begin();
        var expected = new HashSet<String>();
        long id = 6_028_689_418_086_124_000L;
        // placed half a minute before it is modified
        for (var at = from.minus(Duration.ofHours(2)); at.isBefore(to.plus(Duration.ofHours(2))); ) {
            at = at.plus(Duration.ofMinutes(20));
            rehearsal().order(++id, at.plusSeconds(30));
            if (!at.isBefore(from) && at.isBefore(to)) {
                expected.add(Long.toString(id));
            }
        }
        var connector = world().connectIn(zone);
        untilItsClockIsFollowed(connector, from);

        assertThat(listed(connector, new Window(from, to.minusSeconds(2))))
                .as("%s", zone)
                .isEqualTo(expected);
    }

    /** The first call is stamped with our time, which the platform may refuse. */
    private static void untilItsClockIsFollowed(OrderCensus connector, Instant at) {
        try {
            connector.ordersListed(new Window(at, at.plusSeconds(1)), Cursor.START);
        } catch (Failure refused) {
            assertThat(refused).isNotNull();
        }
    }

    /** In slices as long as the platform takes. */
    private static Set<String> listed(OrderCensus connector, Window day) {
        var ids = new HashSet<String>();
        var longest = connector.ordersPlacedReach(day.to()).longest();
        for (var from = day.from(); from.isBefore(day.to()); ) {
            var to = from.plus(longest).isBefore(day.to()) ? from.plus(longest) : day.to();
            for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
                var page = connector.ordersListed(new Window(from, to), next.get());
                page.ids().forEach(id -> ids.add(id.value()));
                next = page.next();
            }
            from = to;
        }
        return ids;
    }
}
