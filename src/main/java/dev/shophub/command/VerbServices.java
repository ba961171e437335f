package dev.shophub.command;

import dev.shophub.chat.ChatRobots;
import dev.shophub.connector.Authorizing;
import dev.shophub.connector.Connectors;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.Tokens;
import dev.shophub.demo.DemoBooks;
import dev.shophub.listing.Standstill;
import dev.shophub.metric.Catalogue;
import dev.shophub.metric.FigureSeries;
import dev.shophub.metric.Morning;
import dev.shophub.model.ShopKey;
import dev.shophub.outbox.MessageLife;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.outbox.Parking;
import dev.shophub.reconcile.Audit;
import dev.shophub.reconcile.AuditDays;
import dev.shophub.reconcile.DueRule;
import dev.shophub.reconcile.ErpTruth;
import dev.shophub.reconcile.Patience;
import dev.shophub.reconcile.PlatformTruth;
import dev.shophub.reconcile.Preview;
import dev.shophub.reconcile.Rereading;
import dev.shophub.reconcile.StockDrift;
import dev.shophub.route.ConfigurationDesk;
import dev.shophub.route.RouteDesk;
import dev.shophub.settings.ChatSettings;
import dev.shophub.settings.MailSettings;
import dev.shophub.store.AuditFacts;
import dev.shophub.store.BackfillBook;
import dev.shophub.store.CensusBook;
import dev.shophub.store.DriftBook;
import dev.shophub.store.InboxBook;
import dev.shophub.store.ItemChanges;
import dev.shophub.store.ItemStock;
import dev.shophub.store.LifeFacts;
import dev.shophub.store.MappingBook;
import dev.shophub.store.MappingSheet;
import dev.shophub.store.Mappings;
import dev.shophub.store.MergedSkus;
import dev.shophub.store.MutedSkus;
import dev.shophub.store.Offers;
import dev.shophub.store.OrderHolds;
import dev.shophub.store.OrderReader;
import dev.shophub.store.OversoldBook;
import dev.shophub.store.ReviewAnswers;
import dev.shophub.store.ShopIdentity;
import dev.shophub.store.Shops;
import dev.shophub.store.ShownStock;
import dev.shophub.store.StageFacts;
import dev.shophub.store.StatusFacts;
import dev.shophub.store.SteeringDeeds;
import dev.shophub.store.StockFreezes;
import dev.shophub.store.Targets;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds the services of the verbs over a database; the same for a running hub and a stopped demo. */
final class VerbServices {

    /** How often an outcome is looked for while somebody waits. */
    static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final DataSource operations;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final String mode;
    private final Clock clock;
    private final Shops shops;
    private final StatusFacts facts;
    private final OutboxFacts outboxFacts;
    private final Outbox outbox;
    private final Mappings mappings;
    private final Verbs verbs;
    private final StatusVerb status;
    private final Runnable wake;

    /** Verbs that need nothing but the database. */
    VerbServices(DataSource operations, String mode, boolean running, Clock clock) {
        this(operations, mode, running, clock, () -> {});
    }

    /** @param wake tells the deliveries that something is due again */
    VerbServices(DataSource operations, String mode, boolean running, Clock clock, Runnable wake) {
        this.operations = operations;
        this.jdbc = new JdbcTemplate(operations);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(operations));
        this.clock = clock;
        this.wake = wake;
        this.mode = mode;
        this.shops = new Shops(jdbc, clock);
        this.verbs = new Verbs(new SteeringDeeds(jdbc, clock));
        this.facts = new StatusFacts(operations);
        this.outboxFacts = new OutboxFacts(operations);
        this.mappings = new Mappings(jdbc, clock);
        this.outbox = new Outbox(jdbc, transaction, clock, "command line");
        this.status = new StatusVerb(
                mode,
                running,
                shops,
                facts,
                new StageFacts(JdbcClient.create(jdbc)),
                outboxFacts,
                new OversoldBook(jdbc),
                new StandingStill(shops, new OrderHolds(jdbc, clock), new StockFreezes(jdbc, clock)),
                clock);
        var parked = new ParkedVerb(shops, facts, outboxFacts, clock);
        var show = new ShowVerb(
                new LifeFacts(operations),
                new MessageLife(operations),
                new ItemStock(jdbc),
                new SteeringDeeds(jdbc, clock));
        var merged = new MergedSkus(jdbc);
        var desk = new MappingDesk(
                new MappingDesk.Books(shops, facts, outboxFacts, new MappingBook(jdbc, clock), merged),
                outbox.requeue(),
                transaction,
                running ? Patience.looking(LOOK_EVERY) : Patience.NONE,
                wake,
                clock);
        var map = new MapVerb(shops, mappings, merged, facts, desk);
        var sheet = new MappingSheetVerb(new ShopArgument(shops), new MappingSheet(JdbcClient.create(jdbc)), desk);
        verbs.with(StatusVerb.CALL, status::run)
                .with(ParkedVerb.CALL, parked::run)
                .with(ShowVerb.CALL, show::run)
                .with(MapVerb.CALL, map::run)
                .with(MapVerb.UNDO, map::undo)
                .with(MapVerb.MERGE, map::merge)
                .with(MappingSheetVerb.LIST, sheet::list)
                .with(MappingSheetVerb.IMPORT, sheet::take);
    }

    /** The audit and its days. */
    VerbServices audit(
            Optional<PlatformTruth> platform,
            ErpTruth erp,
            DueRule rule,
            Audit.Conditions conditions,
            Supplier<Optional<Integer>> shiftDays) {
        var auditFacts = new AuditFacts(operations);
        var books = new Audit.Books(auditFacts, new OrderReader(operations), outboxFacts);
        var audit = new AuditVerb(
                shops, new Audit(books, platform, erp, rule, conditions, clock), new AuditDays(auditFacts, shiftDays));
        verbs.with(AuditVerb.CALL, audit::run).with(AuditVerb.DAYS, audit::days);
        verbs.with(AuditCensusVerb.CALL, new AuditCensusVerb(shops, new CensusBook(jdbc), clock)::run);
        return this;
    }

    /**
     * Our stock against the shops'.
     *
     * @param takesStock whether the platform of a shop does
     */
    VerbServices stock(Predicate<ShopKey> takesStock, Supplier<StockDrift.Pace> pace) {
        var drift = new StockDrift(
                new StockDrift.Tables(shops, new ShownStock(jdbc), new DriftBook(jdbc), outboxFacts),
                takesStock,
                outbox,
                transaction,
                pace,
                clock);
        verbs.with(AuditStockVerb.CALL, new AuditStockVerb(shops, drift, clock)::run);
        return this;
    }

    /** What would have been sent for shops that are only read, of a running hub. */
    VerbServices preview(Optional<Preview> preview) {
        preview.ifPresent(status::with);
        return this;
    }

    /** The demo's mailbox. */
    VerbServices mailbox(Optional<DemoBooks> books) {
        verbs.with(MailsVerb.CALL, new MailsVerb(books)::run);
        return this;
    }

    /** The morning's figures, of a running hub. */
    VerbServices morning(Morning morning, Catalogue catalogue, FigureSeries series, Targets targets) {
        var typed = new ShopArgument(shops);
        verbs.with(ReportVerb.CALL, new ReportVerb(morning, typed, outbox, wake, clock)::run)
                .with(ExportVerb.CALL, new ExportVerb(catalogue, series, typed)::run)
                .with(TargetVerb.CALL, new TargetVerb(targets, typed)::run);
        return this;
    }

    /** Whether mails reach their readers, and texts the chat robot. */
    VerbServices mails(Supplier<MailSettings> mail, Supplier<ChatSettings> chat, HttpCalls http) {
        var test = new MailTestVerb(
                mail,
                chat,
                new ChatRobots(http, clock),
                outbox,
                outboxFacts,
                Patience.looking(LOOK_EVERY),
                wake,
                clock);
        verbs.with(MailTestVerb.CALL, test::test);
        return this;
    }

    /** The files of the inbox. */
    VerbServices inbox(InboxBook book) {
        var inbox = new InboxVerb(book, shops);
        verbs.with(InboxVerb.LIST, inbox::list).with(InboxVerb.UNDO, inbox::undo);
        return this;
    }

    /** What only a running hub can do. */
    VerbServices steering(Function<ShopKey, Optional<Authorizing>> sellers, Optional<Tokens> tokens) {
        var live = new GoLiveVerb(shops, outboxFacts, outbox, Patience.looking(LOOK_EVERY), wake, clock);
        var replay = new ReplayVerb(outbox, wake);
        var authorize = new AuthorizeVerb(shops, identity(), facts, sellers, tokens, outbox.requeue(), wake);
        verbs.with(GoLiveVerb.CALL, live::goLive)
                .with(GoLiveVerb.OBSERVE, live::observe)
                .with(ReplayVerb.CALL, replay::run)
                .with(AuthorizeVerb.PAGE, authorize::page)
                .with(AuthorizeVerb.CODE, authorize::authorize);
        return this;
    }

    /** What the hub is trusted with. */
    VerbServices trusted(TrustVerbs trust) {
        trust.bind(verbs, operations, mode, shops, wake, clock);
        return this;
    }

    /** What a person says of a store that moved. */
    VerbServices moving(Connectors connectors) {
        var moved = new MovedStoreVerb(shops, identity(), connectors, outbox.requeue(), wake);
        verbs.with(MovedStoreVerb.CALL, moved::run);
        return this;
    }

    private ShopIdentity identity() {
        return new ShopIdentity(jdbc, transaction);
    }

    /**
     * What people change at the shops.
     *
     * @param maxPercent a price that changes by more wants a yes
     */
    VerbServices changing(Connectors connectors, Supplier<BigDecimal> maxPercent) {
        var changing = new ChangingVerbs(
                new ItemChanges(jdbc, clock),
                new Offers(jdbc),
                new ReviewAnswers(jdbc, clock),
                connectors,
                maxPercent,
                transaction);
        changing.bind(verbs, shops, outbox, wake, clock);
        return this;
    }

    /** What stands still by a person's word or by the brake. */
    VerbServices standing(Optional<Standstill> standstill) {
        standstill.ifPresent(one -> new StandingVerbs(
                        one,
                        new OrderHolds(jdbc, clock),
                        new StockFreezes(jdbc, clock),
                        new MutedSkus(jdbc, clock),
                        outboxFacts,
                        new Parking(jdbc, clock),
                        transaction)
                .bind(verbs, shops, mappings, wake, clock));
        return this;
    }

    /** The route gate's desk. */
    VerbServices routes(Optional<RouteDesk> desk) {
        desk.ifPresent(one -> new RoutesVerb(one, shops, wake).bind(verbs));
        return this;
    }

    /** What has a shop's past, or single orders, read again. */
    VerbServices rereading(Optional<Rereading> rereading) {
        rereading.ifPresent(one -> {
            var backfill = new BackfillVerb(shops, new BackfillBook(jdbc, clock), one, clock);
            verbs.with(BackfillVerb.CALL, backfill::begin)
                    .with(BackfillVerb.LIST, backfill::list)
                    .with(BackfillVerb.STOP, backfill::stop)
                    .with(ResyncVerb.CALL, new ResyncVerb(shops, one)::run);
        });
        return this;
    }

    /** What looks at the files and credentials. */
    VerbServices checking(Optional<ConfigurationDesk> desk) {
        desk.ifPresent(one -> verbs.with(CheckConfigVerb.CALL, new CheckConfigVerb(one)::check));
        return this;
    }

    Verbs verbs() {
        return verbs;
    }
}
