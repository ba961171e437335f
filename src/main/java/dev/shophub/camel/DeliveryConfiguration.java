package dev.shophub.camel;

import dev.shophub.answer.AnswerRoom;
import dev.shophub.connector.Connectors;
import dev.shophub.connector.HttpCalls;
import dev.shophub.erp.ErpConnector;
import dev.shophub.erp.ErpRoom;
import dev.shophub.listing.Brake;
import dev.shophub.listing.ChangeRoom;
import dev.shophub.listing.ListingRoom;
import dev.shophub.listing.PriceBrake;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.reconcile.DueRule;
import dev.shophub.reconcile.Preview;
import dev.shophub.review.Readers;
import dev.shophub.settings.HeartbeatSettings;
import dev.shophub.settings.HttpSettings;
import dev.shophub.settings.ListingSettings;
import dev.shophub.settings.LiveSettings;
import dev.shophub.settings.LiveShops;
import dev.shophub.shipment.ShipmentRoom;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.ErpLinks;
import dev.shophub.store.ItemChanges;
import dev.shophub.store.ItemStock;
import dev.shophub.store.Listings;
import dev.shophub.store.Mappings;
import dev.shophub.store.Offers;
import dev.shophub.store.OrderHolds;
import dev.shophub.store.OrderReader;
import dev.shophub.store.PersonalReadings;
import dev.shophub.store.ReviewAnswers;
import dev.shophub.store.ReviewFacts;
import dev.shophub.store.Reviews;
import dev.shophub.store.Sealer;
import dev.shophub.store.Shipments;
import dev.shophub.store.Shops;
import dev.shophub.store.StoredOrders;
import java.time.Clock;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.apache.camel.component.mail.JavaMailSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The ways out: who delivers what to the ERP, to listings, to buyers and by mail. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailProperties.class)
class DeliveryConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryConfiguration.class);

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
        properties.put(protocol + "socketFactory", new PromptSockets());
        properties.put(protocol + "socketFactory.fallback", "false");
        properties.putAll(mail.getProperties());
        sender.setJavaMailProperties(properties);
        return sender;
    }

    /** Beats while polls, deliveries and mails are fresh. */
    @Bean
    Heartbeat heartbeat(LiveSettings settings, HubHealth trade, HttpCalls http) {
        return new Heartbeat(
                settings.of(HeartbeatSettings.class),
                () -> trade.health().getStatus().equals(Status.UP),
                http);
    }

    @Bean
    DueRules dueRules(LiveShops configured) {
        return new DueRules(configured);
    }

    /** What an observed shop's go-live would have sent. */
    @Bean
    Preview preview(
            JdbcTemplate jdbc,
            DataSource operations,
            Sealer master,
            Mappings mappings,
            DueRules dueRules,
            Clock clock) {
        return new Preview(
                new Preview.Books(
                        new OutboxFacts(operations),
                        new OrderReader(operations),
                        new StoredOrders(jdbc, master, new PersonalReadings(jdbc, clock)),
                        mappings,
                        new ItemStock(jdbc),
                        new ReviewFacts(JdbcClient.create(jdbc))),
                dueRules);
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
            OrderHolds holds,
            Shops shops,
            Outbox outbox,
            ErpConnector connector,
            DueRules dueRules,
            Clock clock) {
        return new ErpRoom(
                new StoredOrders(jdbc, master, new PersonalReadings(jdbc, clock)),
                mappings,
                new ErpLinks(jdbc, clock),
                holds,
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
            Brake brake,
            LiveSettings settings) {
        var zero = settings.of(ListingSettings.class, ListingSettings::zero);
        return new ListingRoom(
                new ItemStock(jdbc),
                listings,
                checkpoints,
                connectors,
                brake,
                () -> zero.get() == ListingSettings.Zero.TAKE_DOWN);
    }

    /** What people decide of items: prices, titles, take-downs. */
    @Bean("change")
    ChangeRoom changeRoom(JdbcTemplate jdbc, Connectors connectors, PriceBrake prices, Outbox outbox, Clock clock) {
        return new ChangeRoom(
                new ItemChanges(jdbc, clock), new Offers(jdbc), new ItemStock(jdbc), connectors, prices, outbox, clock);
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
}
