package dev.shophub.alert;

import dev.shophub.model.ShopKey;
import dev.shophub.settings.AlertSettings;
import dev.shophub.settings.ConfiguredShops;
import dev.shophub.store.Said;
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
import java.util.Set;
import java.util.function.Supplier;
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

    private final Supplier<AlertSettings.Stuck> settings;
    private final StageFacts facts;
    private final Troubles troubles;
    private final Supplier<ConfiguredShops> shops;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Set<ShopKey> registered = new HashSet<>();
    private volatile Map<Step, StageFact> lastSeen = Map.of();

    StageWatch(
            Supplier<AlertSettings.Stuck> settings,
            StageFacts facts,
            Troubles troubles,
            Supplier<ConfiguredShops> shops,
            MeterRegistry meters,
            Clock clock) {
        this.settings = settings;
        this.facts = facts;
        this.troubles = troubles;
        this.clock = clock;
        this.shops = shops;
        this.meters = meters;
        registerNew();
    }

    /** How often it is looked, in milliseconds. */
    public long everyMillis() {
        return settings.get().every().toMillis();
    }

    /** Looks at all shops; the metrics show what was seen last. */
    public synchronized void look() {
        registerNew();
        List<StageFact> seen;
        try {
            seen = facts.stages();
        } catch (DataAccessException databaseAway) {
            LOG.warn("The stages are looked at again in {}: {}", settings.get().every(), databaseAway.toString());
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
                troubles.raise(key(fact), STUCK + fact.stage().word(), Optional.of(fact.shopId()), said(fact, limit));
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
            case READ -> settings.get().read();
            case STORED -> settings.get().stored();
            case ERP -> settings.get().erp();
            case SHIPPED -> settings.get().shipped();
        };
    }

    private static String key(StageFact fact) {
        return fact.shop() + "/" + STUCK + fact.stage().word();
    }

    private static Said said(StageFact fact, Duration limit) {
        var sentence = "Orders wait too long (shop=%s, stage=%s, waiting=%d, since=%s, limit=%s)"
                .formatted(fact.shop(), fact.stage().word(), fact.waiting(), fact.since(), limit);
        return Said.of(STUCK + fact.stage().word(), sentence, fact.waiting(), fact.since(), limit);
    }

    private Duration age(StageFact fact) {
        var age = Duration.between(fact.since(), clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** Shops come while the hub runs. */
    private void registerNew() {
        for (var shop : shops.get().good()) {
            if (registered.add(shop.shop().key())) {
                for (var stage : Stage.values()) {
                    register(new Step(shop.shop().key(), stage));
                }
            }
        }
    }

    private void register(Step step) {
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
