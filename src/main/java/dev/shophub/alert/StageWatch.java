package dev.shophub.alert;

import dev.shophub.model.ShopKey;
import dev.shophub.settings.AlertSettings;
import dev.shophub.settings.ConfiguredShops;
import dev.shophub.store.StageFacts;
import dev.shophub.store.StageFacts.Stage;
import dev.shophub.store.StageFacts.StageFact;
import dev.shophub.store.Trouble;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * How long the oldest order of each shop waits at each step of its way, as metrics, and as a trouble where it waits longer
 * than an admin allows. The bean {@code stages} of the report routes.
 */
public final class StageWatch {

    private static final Logger LOG = LoggerFactory.getLogger(StageWatch.class);
    private static final String STUCK = "stuck-";

    private final AlertSettings.Stuck settings;
    private final StageFacts facts;
    private final Troubles troubles;
    private final Clock clock;
    private volatile Map<Step, StageFact> lastSeen = Map.of();

    StageWatch(
            AlertSettings.Stuck settings,
            StageFacts facts,
            Troubles troubles,
            ConfiguredShops shops,
            MeterRegistry meters,
            Clock clock) {
        this.settings = settings;
        this.facts = facts;
        this.troubles = troubles;
        this.clock = clock;
        for (var shop : shops.good()) {
            for (var stage : Stage.values()) {
                register(meters, new Step(shop.shop().key(), stage));
            }
        }
    }

    /** How often it is looked, in milliseconds. */
    public long everyMillis() {
        return settings.every().toMillis();
    }

    /** Looks at all shops; the metrics show what was seen last. */
    public void look() {
        List<StageFact> seen;
        try {
            seen = facts.stages();
        } catch (DataAccessException databaseAway) {
            LOG.warn("The stages are looked at again in {}: {}", settings.every(), databaseAway.toString());
            return;
        }
        var steps = new HashMap<Step, StageFact>();
        seen.forEach(fact -> steps.put(new Step(fact.shop(), fact.stage()), fact));
        lastSeen = Map.copyOf(steps);
        tell(seen);
    }

    private void tell(List<StageFact> seen) {
        var stuck = new HashSet<String>();
        for (var fact : seen) {
            var limit = limit(fact.stage());
            if (!limit.isZero() && age(fact).compareTo(limit) > 0) {
                stuck.add(key(fact));
                troubles.raise(
                        key(fact), STUCK + fact.stage().word(), Optional.of(fact.shopId()), sentence(fact, limit));
            }
        }
        troubles.open().stream()
                .filter(trouble -> trouble.kind().startsWith(STUCK))
                .map(Trouble::key)
                .filter(key -> !stuck.contains(key))
                .forEach(troubles::cure);
    }

    private Duration limit(Stage stage) {
        return switch (stage) {
            case READ -> settings.read();
            case STORED -> settings.stored();
            case ERP -> settings.erp();
            case SHIPPED -> settings.shipped();
        };
    }

    private static String key(StageFact fact) {
        return fact.shop() + "/" + STUCK + fact.stage().word();
    }

    private static String sentence(StageFact fact, Duration limit) {
        return "Orders wait too long (shop=%s, stage=%s, waiting=%d, since=%s, limit=%s)"
                .formatted(fact.shop(), fact.stage().word(), fact.waiting(), fact.since(), limit);
    }

    private Duration age(StageFact fact) {
        var age = Duration.between(fact.since(), clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private void register(MeterRegistry meters, Step step) {
        Gauge.builder("shophub.stage.age.seconds", () -> seen(step)
                        .map(fact -> age(fact).toMillis() / 1000.0)
                        .orElse(0.0))
                .description("how long the oldest order waits at a step")
                .tag("shop", step.shop().value())
                .tag("stage", step.stage().word())
                .register(meters);
        Gauge.builder(
                        "shophub.stage.waiting",
                        () -> seen(step).map(StageFact::waiting).orElse(0L))
                .description("orders that wait at a step")
                .tag("shop", step.shop().value())
                .tag("stage", step.stage().word())
                .register(meters);
    }

    private Optional<StageFact> seen(Step step) {
        return Optional.ofNullable(lastSeen.get(step));
    }

    private record Step(ShopKey shop, Stage stage) {}
}
