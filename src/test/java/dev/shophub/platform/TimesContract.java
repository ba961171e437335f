package dev.shophub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.Failure;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.Window;
import dev.shophub.model.Order;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Pain point 13: times are moments. Whatever the shop's zone, and in both nights in which clocks change, the same orders are read with
 * the same times.
 */
public interface TimesContract<C extends OrderSource> extends EveryPlatform {

    List<ZoneId> ZONES = List.of(ZoneId.of("UTC+8"), ZoneId.of("UTC-8"), ZoneId.of("America/Los_Angeles"));

    PlatformWorld<C> world();

    OrdersPlayed rehearsal();

    @Test
    default void timesAreTheSameInEveryZone() {
        var expected = rehearsal().fill(3);

        for (var zone : ZONES) {
            var connector = world().connectIn(zone);
            var read = read(connector, rehearsal().window());

            assertThat(read).extracting(Order::id).as(zone.getId()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(read).allSatisfy(order -> {
                // three orders share a second, and each was placed half a minute before it was modified
                assertThat(order.modifiedAt())
                        .isEqualTo(rehearsal().window().from().plusSeconds(60));
                assertThat(order.placedAt()).isEqualTo(order.modifiedAt().minusSeconds(30));
                assertThat(order.paidAt()).contains(order.modifiedAt());
            });
        }
    }

    /** The last nights in which clocks were changed in California and in Sydney: an hour that is not there, and one that is there twice. */
    @Test
    default void inBothNightsInWhichClocksChangeEveryOrderIsReadAtItsTime() {
        for (var zone : List.of(ZoneId.of("America/Los_Angeles"), ZoneId.of("Australia/Sydney"))) {
            var night = zone.getRules()
                    .previousTransition(Instant.now().minus(Duration.ofDays(1)))
                    .getInstant();
            aNightOfOrders(night, zone);
            aNightOfOrders(night, ZoneId.of("UTC+8"));
        }
    }

    private void aNightOfOrders(Instant night, ZoneId zone) {
        var back = Duration.between(Instant.now(), night.plus(Duration.ofHours(6)));
        world().clock().advance(back);
        try {
            world().begin();
            var placed = new TreeMap<String, Instant>();
            long id = 5_028_689_418_086_124_000L;
            for (var at = night.minus(Duration.ofHours(3)).plusSeconds(600);
                    at.isBefore(night.plus(Duration.ofHours(3)));
                    at = at.plus(Duration.ofMinutes(20))) {
                rehearsal().order(id, at);
                placed.put(Long.toString(id++), at);
            }
            var connector = world().connectIn(zone);
            untilItsClockIsFollowed(connector, night);
            var read = new ArrayList<Order>();
            for (int hour = -3; hour < 3; hour++) {
                var from = night.plus(Duration.ofHours(hour));
                read.addAll(read(connector, new Window(from, from.plus(1, ChronoUnit.HOURS))));
            }

            assertThat(read.stream().map(order -> order.id().value()).collect(Collectors.toSet()))
                    .as("%s in %s", night, zone)
                    .isEqualTo(placed.keySet());
            assertThat(read).allSatisfy(order -> assertThat(order.modifiedAt())
                    .isEqualTo(placed.get(order.id().value())));
        } finally {
            world().clock().advance(back.negated());
        }
    }

    /** The first call is stamped with our time, which the platform may refuse. */
    private static void untilItsClockIsFollowed(OrderSource connector, Instant night) {
        try {
            connector.orders(new Window(night, night.plusSeconds(1)), Cursor.START);
        } catch (Failure refused) {
            assertThat(refused).isNotNull();
        }
    }

    private static List<Order> read(OrderSource connector, Window window) {
        var orders = new ArrayList<Order>();
        for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
            var page = connector.orders(window, next.get());
            page.records().forEach(raw -> orders.add(connector.toOrder(raw)));
            next = page.next();
        }
        return orders;
    }
}
