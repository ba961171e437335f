package dev.shophub.camel;

import dev.shophub.answer.AnswerRoom;
import dev.shophub.connector.BucketQuotas;
import dev.shophub.connector.Connectors;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.Platform;
import dev.shophub.connector.Quotas;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tokens;
import dev.shophub.connector.Tools;
import dev.shophub.erp.ErpConnector;
import dev.shophub.erp.ErpPlatform;
import dev.shophub.erp.ErpRoom;
import dev.shophub.intake.Changes;
import dev.shophub.intake.Intake;
import dev.shophub.intake.IntakeMetrics;
import dev.shophub.intake.Normalise;
import dev.shophub.intake.VanishedReviews;
import dev.shophub.listing.ChangeRoom;
import dev.shophub.listing.ListingRoom;
import dev.shophub.outbox.Bell;
import dev.shophub.outbox.Outbox;
import dev.shophub.reconcile.DueRule;
import dev.shophub.review.Readers;
import dev.shophub.review.ReviewDesk;
import dev.shophub.review.ReviewShop;
import dev.shophub.settings.ConfiguredShops;
import dev.shophub.settings.ErpSettings;
import dev.shophub.settings.HttpSettings;
import dev.shophub.settings.KeepSettings;
import dev.shophub.settings.LaneSettings;
import dev.shophub.settings.ListingSettings;
import dev.shophub.settings.MasterKey;
import dev.shophub.settings.OutboxSettings;
import dev.shophub.settings.ReviewSweepSettings;
import dev.shophub.settings.StockSettings;
import dev.shophub.shipment.ShipmentRoom;
import dev.shophub.store.AesKey;
import dev.shophub.store.BuyerKeys;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.ErpBooks;
import dev.shophub.store.ErpLinks;
import dev.shophub.store.ItemChanges;
import dev.shophub.store.ItemStock;
import dev.shophub.store.Listings;
import dev.shophub.store.Mappings;
import dev.shophub.store.Offers;
import dev.shophub.store.Orders;
import dev.shophub.store.Pauses;
import dev.shophub.store.Quarantine;
import dev.shophub.store.RawRecords;
import dev.shophub.store.Refunds;
import dev.shophub.store.Retention;
import dev.shophub.store.ReviewAnswers;
import dev.shophub.store.Reviews;
import dev.shophub.store.RouteRevisions;
import dev.shophub.store.Sealer;
import dev.shophub.store.Shipments;
import dev.shophub.store.Shops;
import dev.shophub.store.StoredOrders;
import dev.shophub.store.SyncRuns;
import dev.shophub.store.TokenRows;
import dev.shophub.store.TroubleBell;
import dev.shophub.token.TokenStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.apache.camel.component.mail.JavaMailSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the rooms together: one place where everything that is handed over can be seen. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailProperties.class)
class HubConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(HubConfiguration.class);

    /** How long after a shop shows another quantity its listing is compared: its orders and the ERP come first. */
    private static final Duration SETTLE = Duration.ofSeconds(30);

    @Bean
    TransactionTemplate hubTransaction(PlatformTransactionManager manager) {
        var template = new TransactionTemplate(manager);
        template.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        return template;
    }

    @Bean
    Sealer masterSealer(MasterKey key) {
        return new AesKey(key.bytes());
    }

    @Bean
    Bell bell() {
        return new Bell();
    }

    @Bean
    Shops shops(JdbcTemplate jdbc, Clock clock) {
        return new Shops(jdbc, clock);
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
            StockSettings stock) {
        return new Changes(outbox, mappings, reviewWatch, clock, bell::ring, stock.autoMap(), SETTLE);
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
    ReviewSweep reviewSweep(Polls polls, VanishedReviews vanished, CamelContext context, ReviewSweepSettings settings) {
        return new ReviewSweep(polls, vanished, context.createProducerTemplate(), settings);
    }

    /** The mail server of spring.mail, for camel-mail. */
    @Bean
    JavaMailSender hubMail(MailProperties mail, HttpSettings http) {
        if (mail.getHost() == null) {
            LOG.warn("No mail server is set (spring.mail.host); mails wait until there is one");
        }
        var sender = new DefaultJavaMailSender();
        sender.setProtocol(mail.getProtocol());
        sender.setHost(mail.getHost());
        if (mail.getPort() != null) {
            sender.setPort(mail.getPort());
        }
        sender.setUsername(mail.getUsername());
        sender.setPassword(mail.getPassword());
        var properties = new Properties();
        var protocol = "mail." + mail.getProtocol() + ".";
        properties.put(
                protocol + "connectiontimeout",
                Long.toString(http.connectTimeout().toMillis()));
        properties.put(
                protocol + "timeout", Long.toString(http.responseTimeout().toMillis()));
        properties.put(
                protocol + "writetimeout", Long.toString(http.responseTimeout().toMillis()));
        properties.put(protocol + "auth", Boolean.toString(mail.getUsername() != null));
        properties.putAll(mail.getProperties());
        sender.setJavaMailProperties(properties);
        return sender;
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
    Tokens tokens(JdbcTemplate jdbc, Sealer master, TransactionTemplate hubTransaction, Clock clock) {
        return new TokenStore(new TokenRows(jdbc), master, hubTransaction, clock);
    }

    /** Connects accounts, each with a lane of its own. */
    @Bean
    ShopConnections shopConnections(HttpCalls http, Tokens tokens, Quotas quotas, Clock clock, LaneSettings lanes) {
        return new ShopConnections() {
            @Override
            public Lane lane(Shop shop) {
                return new Lane(shop.key().value(), lanes.threads());
            }

            @Override
            public dev.shophub.connector.Connector connect(Platform platform, Shop shop, Lane lane) {
                return platform.connect(shop, new Tools(http, tokens, quotas, clock, lane.ahead()));
            }
        };
    }

    /** A shop's way to its connector. */
    interface ShopConnections {
        Lane lane(Shop shop);

        dev.shophub.connector.Connector connect(Platform platform, Shop shop, Lane lane);
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
    DueRules dueRules(ConfiguredShops configured) {
        return new DueRules(configured);
    }

    /** The audit asks the same rule as the way out. */
    @Bean
    DueRule dueRule(DueRules dueRules) {
        return DueRule.of(dueRules);
    }

    @Bean("erp")
    ErpRoom erpRoom(
            JdbcTemplate jdbc,
            Sealer master,
            Mappings mappings,
            Shops shops,
            Outbox outbox,
            ErpConnector connector,
            DueRules dueRules,
            Clock clock) {
        return new ErpRoom(
                new StoredOrders(jdbc, master),
                mappings,
                new ErpLinks(jdbc, clock),
                shops,
                dueRules,
                connector,
                outbox,
                clock);
    }

    @Bean("listing")
    ListingRoom listingRoom(
            JdbcTemplate jdbc,
            Listings listings,
            Checkpoints checkpoints,
            Connectors connectors,
            ListingSettings settings) {
        return new ListingRoom(
                new ItemStock(jdbc),
                listings,
                checkpoints,
                connectors,
                settings.zero() == ListingSettings.Zero.TAKE_DOWN);
    }

    /** What people decide of items: prices, titles, take-downs. */
    @Bean("change")
    ChangeRoom changeRoom(JdbcTemplate jdbc, Connectors connectors, Outbox outbox, Clock clock) {
        return new ChangeRoom(
                new ItemChanges(jdbc, clock), new Offers(jdbc), new ItemStock(jdbc), connectors, outbox, clock);
    }

    @Bean("answer")
    AnswerRoom answerRoom(
            ReviewAnswers answers,
            Reviews reviews,
            Connectors connectors,
            Outbox outbox,
            Readers readers,
            TransactionTemplate hubTransaction,
            Clock clock) {
        return new AnswerRoom(answers, reviews, connectors, outbox, readers, hubTransaction, clock);
    }

    @Bean("parcels")
    ShipmentRoom shipmentRoom(JdbcTemplate jdbc, Connectors connectors, Clock clock) {
        return new ShipmentRoom(new Shipments(jdbc), connectors, clock);
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
            Clock clock) {
        return new Polls(directory, checkpoints, shops, new SyncRuns(jdbc, clock), troubles, meters, bell, clock);
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
            OutboxSettings settings) {
        return new OutboxComponent(new OutboxComponent.Deliveries(
                outbox, shops, troubles, meters, bell, clock, settings.backOff(), settings.maxAttempts()));
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
    NightlyRetention nightlyRetention(JdbcTemplate jdbc, Clock clock, KeepSettings keep) {
        return new NightlyRetention(new Retention(jdbc, clock), keep);
    }
}
