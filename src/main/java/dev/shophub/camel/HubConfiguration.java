package dev.shophub.camel;

import dev.shophub.alert.DiskWatch;
import dev.shophub.connector.BucketQuotas;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.Platform;
import dev.shophub.connector.QuotaShare;
import dev.shophub.connector.Quotas;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tokens;
import dev.shophub.connector.Tools;
import dev.shophub.erp.ErpConnector;
import dev.shophub.erp.ErpPlatform;
import dev.shophub.outbox.Bell;
import dev.shophub.outbox.Outbox;
import dev.shophub.settings.BackfillSettings;
import dev.shophub.settings.ErpSettings;
import dev.shophub.settings.HttpSettings;
import dev.shophub.settings.LaneSettings;
import dev.shophub.settings.LiveSettings;
import dev.shophub.settings.OutboxSettings;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.ShopIdentity;
import dev.shophub.store.Shops;
import dev.shophub.store.SyncRuns;
import dev.shophub.store.TroubleBell;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What reads and what is read: accounts with their lanes, and the components routes are made of. */
@Configuration(proxyBeanMethods = false)
class HubConfiguration {

    @Bean
    Bell bell() {
        return new Bell();
    }

    @Bean
    ShopDirectory shopDirectory() {
        return new ShopDirectory();
    }

    @Bean
    HttpCalls httpCalls(CamelContext context, HttpSettings settings) {
        return new CamelHttpCalls(context, settings);
    }

    @Bean
    Quotas quotas() {
        return new BucketQuotas();
    }

    @Bean
    StoreCheck storeCheck(Shops shops, JdbcTemplate jdbc, TransactionTemplate hubTransaction) {
        return new StoreCheck(shops, new ShopIdentity(jdbc, hubTransaction));
    }

    /** Connects accounts, each with a lane of its own. */
    @Bean
    ShopConnections shopConnections(
            HttpCalls http,
            Tokens tokens,
            Quotas quotas,
            Clock clock,
            LaneSettings lanes,
            LiveSettings settings,
            StoreCheck check) {
        var part = new QuotaShare(quotas, settings.of(BackfillSettings.class, BackfillSettings::quotaShare)::get);
        return new ShopConnections() {
            @Override
            public Lane lane(Shop shop) {
                return new Lane(shop.key().value(), lanes.threads());
            }

            @Override
            public dev.shophub.connector.Connector connect(Platform platform, Shop shop, Lane lane) {
                return guarded(platform, shop, lane, quotas);
            }

            @Override
            public dev.shophub.connector.Connector beside(Platform platform, Shop shop, Lane lane) {
                return guarded(platform, shop, lane, part);
            }

            private dev.shophub.connector.Connector guarded(Platform platform, Shop shop, Lane lane, Quotas places) {
                var guard = new StoreGuard(http, account -> check.answers(shop.key(), account));
                return guard.of(platform.connect(shop, new Tools(guard, tokens, places, clock, lane.ahead())));
            }
        };
    }

    /** A shop's way to its connector. */
    interface ShopConnections {
        Lane lane(Shop shop);

        dev.shophub.connector.Connector connect(Platform platform, Shop shop, Lane lane);

        /** The same for what may take only a part of the shop's quota. */
        dev.shophub.connector.Connector beside(Platform platform, Shop shop, Lane lane);
    }

    @Bean
    ErpLane erpLane(ShopConnections connections, ErpSettings settings) {
        return new ErpLane(connections.lane(settings.shop()));
    }

    /** The ERP's lane; it is closed with the directory. */
    record ErpLane(Lane lane) {}

    @Bean
    ErpConnector erpConnector(
            ErpSettings settings, java.util.List<ErpPlatform> platforms, ShopConnections connections, ErpLane lane) {
        var platform = platforms.stream()
                .filter(one -> one.name().equals(settings.shop().platform()))
                .findFirst()
                .orElseThrow();
        return (ErpConnector) connections.connect(platform, settings.shop(), lane.lane());
    }

    @Bean
    Polls polls(
            ShopDirectory directory,
            Checkpoints checkpoints,
            Shops shops,
            JdbcTemplate jdbc,
            TroubleBell troubles,
            MeterRegistry meters,
            Bell bell,
            Outbox outbox,
            DiskWatch disk,
            Clock clock) {
        return new Polls(
                directory,
                checkpoints,
                shops,
                new SyncRuns(jdbc, clock),
                troubles,
                meters,
                bell,
                outbox.requeue(),
                clock,
                disk::hasRoom);
    }

    @Bean("shop-component")
    ShopComponent shopComponent(Polls polls) {
        return new ShopComponent(polls);
    }

    @Bean("outbox-component")
    OutboxComponent outboxComponent(
            Outbox outbox,
            Shops shops,
            TroubleBell troubles,
            MeterRegistry meters,
            Bell bell,
            Clock clock,
            LiveSettings settings) {
        return new OutboxComponent(new OutboxComponent.Deliveries(
                outbox, shops, troubles, meters, bell, clock, settings.of(OutboxSettings.class)));
    }
}
