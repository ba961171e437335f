package dev.shophub.camel;

import dev.shophub.intake.Changes;
import dev.shophub.intake.Intake;
import dev.shophub.intake.IntakeMetrics;
import dev.shophub.intake.Normalise;
import dev.shophub.intake.VanishedReviews;
import dev.shophub.outbox.Bell;
import dev.shophub.outbox.Outbox;
import dev.shophub.review.ReviewDesk;
import dev.shophub.review.ReviewShop;
import dev.shophub.settings.LiveSettings;
import dev.shophub.settings.ReviewSweepSettings;
import dev.shophub.settings.StockSettings;
import dev.shophub.store.BuyerKeys;
import dev.shophub.store.ErpBooks;
import dev.shophub.store.Listings;
import dev.shophub.store.Mappings;
import dev.shophub.store.Orders;
import dev.shophub.store.Quarantine;
import dev.shophub.store.RawRecords;
import dev.shophub.store.Refunds;
import dev.shophub.store.Reviews;
import dev.shophub.store.Shipments;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The way in: pages are normalised, stored, and what changed becomes messages. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    /** How long after a shop shows another quantity its listing is compared: its orders and the ERP come first. */
    private static final Duration SETTLE = Duration.ofSeconds(30);

    @Bean
    IntakeMetrics intakeMetrics(MeterRegistry registry) {
        return new IntakeMetrics(registry);
    }

    @Bean
    Normalise normalise() {
        return new Normalise();
    }

    @Bean
    Changes changes(
            Outbox outbox,
            Mappings mappings,
            Changes.ReviewWatch reviewWatch,
            Clock clock,
            Bell bell,
            LiveSettings settings) {
        var stock = settings.of(StockSettings.class, StockSettings::autoMap);
        return new Changes(outbox, mappings, reviewWatch, clock, bell::ring, stock::get, SETTLE);
    }

    @Bean
    Intake intake(
            JdbcTemplate jdbc,
            TransactionTemplate hubTransaction,
            BuyerKeys keys,
            Reviews reviews,
            Listings listings,
            Mappings mappings,
            Changes changes,
            IntakeMetrics metrics,
            Clock clock) {
        var raw = new RawRecords(jdbc);
        var tables = new Intake.Tables(
                new Orders(jdbc, keys, raw),
                new Refunds(jdbc, keys, raw),
                reviews,
                listings,
                new ErpBooks(jdbc),
                new Shipments(jdbc),
                mappings,
                new Quarantine(jdbc, keys, clock));
        return new Intake(hubTransaction, tables, changes, metrics);
    }

    /** Reviews that changed go over the review desk. */
    @Bean
    Changes.ReviewWatch reviewWatch(ReviewDesk desk, Clock clock) {
        return (shop, changes) -> desk.messagesFor(
                new ReviewShop(shop.id(), shop.key(), shop.platform(), shop.goLiveFrom()), changes, clock.instant());
    }

    @Bean
    VanishedReviews vanishedReviews(TransactionTemplate hubTransaction, Reviews reviews, Changes changes, Clock clock) {
        return new VanishedReviews(hubTransaction, reviews, changes, clock);
    }

    @Bean
    ReviewSweep reviewSweep(Polls polls, VanishedReviews vanished, CamelContext context, LiveSettings settings) {
        return new ReviewSweep(
                polls, vanished, context.createProducerTemplate(), settings.of(ReviewSweepSettings.class));
    }
}
