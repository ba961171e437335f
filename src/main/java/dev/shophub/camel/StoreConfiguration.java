package dev.shophub.camel;

import dev.shophub.connector.Tokens;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.settings.KeepSettings;
import dev.shophub.settings.LiveSettings;
import dev.shophub.settings.MasterKey;
import dev.shophub.store.BuyerKeys;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.KeyRing;
import dev.shophub.store.Listings;
import dev.shophub.store.Mappings;
import dev.shophub.store.Pauses;
import dev.shophub.store.RawRecords;
import dev.shophub.store.Rekeying;
import dev.shophub.store.RestoreGap;
import dev.shophub.store.Retention;
import dev.shophub.store.Reviews;
import dev.shophub.store.RouteRevisions;
import dev.shophub.store.Sealer;
import dev.shophub.store.ShopIdentity;
import dev.shophub.store.Shops;
import dev.shophub.store.TokenRows;
import dev.shophub.store.TroubleBell;
import dev.shophub.token.Permissions;
import dev.shophub.token.TokenEnds;
import dev.shophub.token.TokenStore;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables and keys every room works with. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    TransactionTemplate hubTransaction(PlatformTransactionManager manager) {
        var template = new TransactionTemplate(manager);
        template.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        return template;
    }

    @Bean
    KeyRing masterSealer(MasterKey key, JdbcTemplate jdbc) {
        return KeyRing.of(jdbc, key.bytes(), key.fingerprint());
    }

    @Bean
    Rekeying rekeying(JdbcTemplate jdbc, TransactionTemplate hubTransaction, KeyRing ring, MasterKey key, Clock clock) {
        return new Rekeying(jdbc, hubTransaction, ring, key.fingerprint(), clock);
    }

    @Bean
    Shops shops(JdbcTemplate jdbc, Clock clock) {
        return new Shops(jdbc, clock);
    }

    @Bean
    RemovedShops removedShops(
            Shops shops, DataSource data, JdbcTemplate jdbc, TransactionTemplate hubTransaction, TroubleBell troubles) {
        return new RemovedShops(shops, new OutboxFacts(data), new ShopIdentity(jdbc, hubTransaction), troubles);
    }

    @Bean
    RestoreGap restoreGap(JdbcTemplate jdbc) {
        return new RestoreGap(JdbcClient.create(jdbc));
    }

    @Bean
    Checkpoints checkpoints(JdbcTemplate jdbc, Clock clock) {
        return new Checkpoints(jdbc, clock);
    }

    @Bean
    Mappings mappings(JdbcTemplate jdbc, Clock clock) {
        return new Mappings(jdbc, clock);
    }

    /** Not named outbox: Camel would take it for the component of that name. */
    @Bean
    Outbox hubOutbox(JdbcTemplate jdbc, TransactionTemplate hubTransaction, Clock clock) {
        return new Outbox(jdbc, hubTransaction, clock, UUID.randomUUID().toString());
    }

    @Bean
    BuyerKeys buyerKeys(JdbcTemplate jdbc, Sealer master, Clock clock) {
        return new BuyerKeys(jdbc, master, clock);
    }

    @Bean
    Reviews reviews(JdbcTemplate jdbc, BuyerKeys keys) {
        return new Reviews(jdbc, keys, new RawRecords(jdbc));
    }

    @Bean
    Listings listings(JdbcTemplate jdbc, BuyerKeys keys, Clock clock) {
        return new Listings(jdbc, keys, new RawRecords(jdbc), clock);
    }

    @Bean
    Tokens tokens(
            JdbcTemplate jdbc, Sealer master, TransactionTemplate hubTransaction, TroubleBell troubles, Clock clock) {
        return new TokenStore(new TokenRows(jdbc), master, hubTransaction, troubles, clock);
    }

    @Bean
    Permissions permissions(Shops shops, ShopDirectory directory, TroubleBell troubles, Clock clock) {
        return new Permissions(shops, directory, troubles, clock);
    }

    @Bean
    TokenEnds tokenEnds(Shops shops, JdbcTemplate jdbc, Tokens tokens, TroubleBell troubles, Clock clock) {
        return new TokenEnds(shops, new TokenRows(jdbc), tokens::current, troubles, clock);
    }

    @Bean
    RouteRevisions routeRevisions(JdbcTemplate jdbc, Clock clock) {
        return new RouteRevisions(jdbc, clock);
    }

    @Bean
    RawRecords rawRecords(JdbcTemplate jdbc) {
        return new RawRecords(jdbc);
    }

    @Bean
    Pauses pauses(JdbcTemplate jdbc, Clock clock) {
        return new Pauses(jdbc, clock);
    }

    @Bean("retention")
    NightlyRetention nightlyRetention(JdbcTemplate jdbc, Clock clock, LiveSettings settings) {
        return new NightlyRetention(new Retention(jdbc, clock), settings.of(KeepSettings.class));
    }
}
