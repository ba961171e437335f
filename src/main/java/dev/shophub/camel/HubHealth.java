package dev.shophub.camel;

import dev.shophub.outbox.Destination;
import dev.shophub.outbox.Outbox;
import dev.shophub.settings.LiveShops;
import dev.shophub.store.MailOutages;
import dev.shophub.store.ShopRow;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.TreeMap;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Whether trade flows: how fresh each stream of each shop is, how old the oldest undelivered message. A poll that hangs
 * looks healthy everywhere else.
 */
@Component("trade")
class HubHealth implements HealthIndicator {

    /** Older than so many intervals, and than this, is not fresh any more. */
    private static final int INTERVALS = 6;

    private static final Duration LEAST = Duration.ofMinutes(5);
    private static final Duration OLDEST_MESSAGE = Duration.ofMinutes(15);

    private final ShopComponent polls;
    private final Outbox outbox;
    private final LiveShops shops;
    private final MailOutages outages;

    HubHealth(ShopComponent polls, Outbox outbox, LiveShops shops, MailOutages outages) {
        this.polls = polls;
        this.outbox = outbox;
        this.shops = shops;
        this.outages = outages;
    }

    @Override
    public Health health() {
        var configured = shops.get();
        var well = true;
        var freshness = new TreeMap<String, Object>();
        var erpAnswers = true;
        try {
            for (var consumer : polls.consumers()) {
                var age = consumer.freshness();
                var limit = longer(consumer.every().multipliedBy(INTERVALS), LEAST);
                var paused = consumer.state() == ShopRow.State.PAUSED;
                var fresh = !paused && age.compareTo(limit) <= 0;
                well &= fresh;
                erpAnswers &= fresh || !consumer.shop().isErp();
                freshness.put(
                        consumer.shop().row().key() + "/" + consumer.stream(),
                        age.toSeconds() + " s" + (paused ? ", paused" : ""));
            }
            var ages = new LinkedHashMap<String, Object>();
            var late = new HashSet<Destination>();
            for (var destination : HubGauges.DESTINATIONS) {
                var age = outbox.age(destination);
                if (age.compareTo(OLDEST_MESSAGE) > 0) {
                    late.add(destination);
                }
                ages.put(destination.name(), age.toSeconds() + " s");
            }
            var noMail = outages.lasting();
            well &= late.isEmpty() && noMail.isEmpty() && !configured.good().isEmpty();
            var health = well ? Health.up() : Health.down();
            health.withDetail("freshness", freshness)
                    .withDetail("outbox", ages)
                    .withDetail("erp", word(erpAnswers && !late.contains(Destination.ERP)))
                    .withDetail("mail", word(!late.contains(Destination.MAIL) && noMail.isEmpty()));
            noMail.ifPresent(
                    outage -> health.withDetail("mailOutage", "since " + outage.since() + ": " + outage.cause()));
            configured.faulty().forEach(shop -> health.withDetail("shop " + shop.key(), shop.sentence()));
            if (configured.good().isEmpty()) {
                health.withDetail("shops", "No shop can run: see the sentences about their configuration");
            }
            return health.build();
        } catch (DataAccessException databaseAway) {
            return Health.down()
                    .withDetail("database", databaseAway.getClass().getSimpleName())
                    .build();
        }
    }

    private static String word(boolean takes) {
        return takes ? "answers" : "does not answer: see freshness and outbox";
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
