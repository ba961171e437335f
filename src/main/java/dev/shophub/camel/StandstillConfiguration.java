package dev.shophub.camel;

import dev.shophub.connector.StockSink;
import dev.shophub.listing.Brake;
import dev.shophub.listing.FormulaWatch;
import dev.shophub.listing.PriceBrake;
import dev.shophub.listing.PriceLimits;
import dev.shophub.listing.Standstill;
import dev.shophub.outbox.Bell;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.Parking;
import dev.shophub.reconcile.StockDrift;
import dev.shophub.settings.BrakeSettings;
import dev.shophub.settings.ChangeSettings;
import dev.shophub.settings.ConfiguredShop;
import dev.shophub.settings.LiveSettings;
import dev.shophub.settings.LiveShops;
import dev.shophub.settings.ReportSettings;
import dev.shophub.stock.SkuFormulas;
import dev.shophub.store.BrakeBook;
import dev.shophub.store.DriftBook;
import dev.shophub.store.ItemChanges;
import dev.shophub.store.LeftEarly;
import dev.shophub.store.Mappings;
import dev.shophub.store.Offers;
import dev.shophub.store.Shops;
import dev.shophub.store.ShownStock;
import dev.shophub.store.StockFormulas;
import dev.shophub.store.StockFreezes;
import dev.shophub.store.TroubleBell;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts together what decides how much stock is shown, what holds stock and prices, and what lets them go on. */
@Configuration(proxyBeanMethods = false)
class StandstillConfiguration {

    @Bean
    Parking parking(JdbcTemplate jdbc, Clock clock) {
        return new Parking(jdbc, clock);
    }

    @Bean
    Brake brake(BrakeBook book, TroubleBell troubles, LiveSettings settings, Clock clock) {
        return new Brake(
                book,
                troubles,
                settings.of(
                        BrakeSettings.class,
                        now -> new Brake.Limits(
                                now.listings(), now.percent(), now.atLeast(), now.totalPercent(), now.window())),
                clock);
    }

    @Bean
    PriceBrake priceBrake(JdbcTemplate jdbc, TroubleBell troubles, LiveSettings settings, Clock clock) {
        return new PriceBrake(
                new ItemChanges(jdbc, clock),
                new Offers(jdbc),
                settings.of(ChangeSettings.class, now -> new PriceLimits(now.maxPercent())),
                troubles);
    }

    @Bean
    FormulaWatch formulas(
            @Value("${hub.config.dir:config}") Path folder,
            Shops shops,
            StockFormulas formulas,
            LiveShops configured,
            Outbox outbox,
            TransactionTemplate hubTransaction,
            TroubleBell troubles,
            Bell bell) {
        return new FormulaWatch(
                shops,
                formulas,
                new SkuFormulas(folder.resolve(SkuFormulas.NAME)),
                () -> configured.get().good().stream()
                        .collect(Collectors.toMap(shop -> shop.shop().key(), ConfiguredShop::stock)),
                outbox.requeue(),
                hubTransaction,
                troubles,
                bell::ring);
    }

    @Bean
    Standstill standstill(
            Shops shops,
            BrakeBook book,
            StockFreezes freezes,
            Mappings mappings,
            Brake brake,
            PriceBrake prices,
            Outbox outbox,
            Parking parking,
            TroubleBell troubles,
            TransactionTemplate hubTransaction,
            JdbcTemplate jdbc,
            Clock clock) {
        return new Standstill(
                new Standstill.Tables(shops, book, freezes, mappings, new LeftEarly(jdbc)),
                brake,
                prices,
                outbox,
                parking,
                troubles,
                hubTransaction,
                clock);
    }

    @Bean
    StockDrift drift(
            Shops shops,
            JdbcTemplate jdbc,
            ShopDirectory directory,
            Outbox outbox,
            TransactionTemplate hubTransaction,
            LiveSettings settings,
            Clock clock) {
        return new StockDrift(
                new StockDrift.Tables(shops, new ShownStock(jdbc), new DriftBook(jdbc), outbox.facts()),
                key -> directory.of(key).filter(StockSink.class::isInstance).isPresent(),
                outbox,
                hubTransaction,
                settings.of(
                        ReportSettings.class,
                        now -> new StockDrift.Pace(
                                now.drift().every(), now.drift().after())),
                clock);
    }
}
