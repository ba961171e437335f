package dev.shophub.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code demo.*}: what the demo plays.
 *
 * @param trade folder of a shop's own past orders; absent: invented trade
 * @param today the day of the folder that is today
 * @param platform the one on which a folder's shop is played, and the first of those with an invented shop
 * @param platforms others with an invented shop; empty: all there are
 * @param seed of what is invented
 * @param speed so many times faster arrives what of a folder lies ahead
 * @param ordersPerMinute of an invented shop
 * @param historyDays of invented past
 * @param erpShipsAfter how long after the ERP received an order it leaves; absent: two minutes, with a trade folder never,
 *     because there the folder says what was shipped
 * @param faults switched on, by their names in docs/rehearsal.md
 * @param fresh true: the demo's database is forgotten first
 * @param port of each simulator by name: each platform, erp, smtp, imap, database; absent or 0: any free one
 * @param world file of a world that runs in a process of its own; absent: started here
 */
record DemoSettings(
        Optional<String> trade,
        Optional<LocalDate> today,
        @DefaultValue("taobao") String platform,
        @DefaultValue Set<String> platforms,
        @DefaultValue("1") long seed,
        @DefaultValue("1") int speed,
        @DefaultValue("6") int ordersPerMinute,
        @DefaultValue("30") int historyDays,
        Optional<Duration> erpShipsAfter,
        @DefaultValue Set<String> faults,
        @DefaultValue("false") boolean fresh,
        @DefaultValue Map<String, Integer> port,
        Optional<String> world) {

    private static final Duration ERP_SHIPS_AFTER = Duration.ofMinutes(2);

    DemoSettings {
        erpShipsAfter = erpShipsAfter == null ? Optional.empty() : erpShipsAfter;
        trade = trade == null ? Optional.empty() : trade;
        today = today == null ? Optional.empty() : today;
        world = world == null ? Optional.empty() : world;
    }

    /** A path within an Optional is not bound by Spring Boot, so it is made here. */
    Optional<Path> tradeFolder() {
        return trade.map(Path::of);
    }

    Optional<Path> worldFile() {
        return world.map(Path::of);
    }

    /** Empty: nothing leaves by itself. */
    Optional<Duration> erpShips() {
        return erpShipsAfter.or(() -> trade.isPresent() ? Optional.empty() : Optional.of(ERP_SHIPS_AFTER));
    }

    /** Whether a platform other than the first has an invented shop. */
    boolean plays(String name) {
        return platforms.isEmpty() || platforms.contains(name);
    }

    /** 0: any free one. */
    int portOf(String simulator) {
        return port.getOrDefault(simulator, 0);
    }
}
