package dev.shophub.alert;

import dev.shophub.chat.ChatRobots;
import dev.shophub.connector.Connector;
import dev.shophub.connector.Shop;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Review;
import dev.shophub.model.Review.Rating;
import dev.shophub.model.ShopKey;
import dev.shophub.model.SkuCode;
import dev.shophub.model.StockFormula;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.outbox.Parking;
import dev.shophub.review.BadRatings;
import dev.shophub.review.CriticalWords;
import dev.shophub.review.QuietHours;
import dev.shophub.review.ReviewChange;
import dev.shophub.review.ReviewDesk;
import dev.shophub.review.ReviewShop;
import dev.shophub.settings.AlertSettings;
import dev.shophub.settings.ChatSettings;
import dev.shophub.settings.ConfiguredShop;
import dev.shophub.settings.ConfiguredShops;
import dev.shophub.settings.DiskSettings;
import dev.shophub.settings.DueSettings;
import dev.shophub.settings.MailSettings;
import dev.shophub.settings.ReportSettings;
import dev.shophub.store.BrakeBook;
import dev.shophub.store.DatabaseSize;
import dev.shophub.store.HeldBook;
import dev.shophub.store.LateBook;
import dev.shophub.store.LowStockBook;
import dev.shophub.store.MailOutages;
import dev.shophub.store.MailTopics;
import dev.shophub.store.MutedSkus;
import dev.shophub.store.OversoldBook;
import dev.shophub.store.OversoldFacts;
import dev.shophub.store.ReviewAnswers;
import dev.shophub.store.ReviewFacts;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.StageFacts;
import dev.shophub.store.StatusFacts;
import dev.shophub.store.TroubleBook;
import dev.shophub.support.JavaHttpCalls;
import dev.shophub.support.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** A real database with one live shop, the rooms that mail, and a clock that a test moves. */
public final class MailWorld {

    /** Noon in Shanghai. */
    public static final Instant NOON = Instant.parse("2026-11-05T04:00:00Z");

    public static final String SUPPORT = "support@example.com";
    public static final String BOSS = "boss@example.com";
    public static final String OWNER = "owner@example.com";
    public static final String TEAM = "team@example.com";
    public static final String ADMIN = "admin@example.com";

    public final DataSource data = TestDatabase.operations();
    public final JdbcTemplate jdbc = new JdbcTemplate(data);
    public final JdbcClient client = JdbcClient.create(jdbc);
    public final HandClock clock = new HandClock(NOON);
    public final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(data));
    public final Outbox outbox = new Outbox(jdbc, transaction, clock, "test");
    public final Shops shops = new Shops(jdbc, clock);
    public final MeterRegistry meters = new SimpleMeterRegistry();
    public final MeterRegistry stageMeters = new SimpleMeterRegistry();
    public final Supplier<MailSettings> mail = () -> new MailSettings(
            "shophub@shop.example",
            "",
            TEAM,
            "zh",
            ZoneId.of("Asia/Shanghai"),
            Map.of("admin", ADMIN),
            Map.of("support", SUPPORT),
            Map.of("boss", BOSS),
            Map.of("owner", OWNER));
    public final Words words = new Words(() -> "zh");
    public final Recipients recipients = new Recipients(mail);
    public final TroubleBook troubleBook = new TroubleBook(client);
    public final MutedSkus muted = new MutedSkus(jdbc, clock);
    public final MailTopics topics = new MailTopics(client, clock);
    public final Troubles troubles;
    public final HeldWatch held;
    public final OpenReviews openReviews;
    public final MailOutages outages = new MailOutages(jdbc, clock);
    public final List<Path> diskFolders = new ArrayList<>();
    public Volumes volumes = new MachineVolumes(() -> diskFolders);
    public final DiskWatch disk;
    final TemplateFaults templateFaults;
    /** What an admin may have edited. */
    /** Where orders are worked on, by shop or platform. */
    public final Map<String, ReportSettings.Pages> orderPages = new HashMap<>();

    Path templates = Path.of("config", "mail");
    /** What the release ships. */
    ClassLoader release = MailWorld.class.getClassLoader();

    public final LowStockWatch lowStock;
    public final OversoldWatch oversold;
    public final LateWatch late;
    public final StageWatch stages;
    public final ReviewDesk desk;
    public final Map<ShopKey, Connector> connectors = new HashMap<>();
    public final ShopRow shop;

    private final Supplier<QuietHours> quietHours = () -> QuietHours.of("22:00", "08:00", ZoneId.of("Asia/Shanghai"));
    private final List<MailComposer> composers = new ArrayList<>();

    public MailWorld() {
        this(Map.of(), Path.of("config", "low-stock.csv"));
    }

    public MailWorld(Map<String, String> links, Path thresholds) {
        var key = new ShopKey("taobao-one");
        shops.ensure(key, "taobao", "shop", "茶语时光旗舰店", ZoneId.of("Asia/Shanghai"));
        shops.goLive(key, NOON.minus(Duration.ofDays(10)));
        shop = shops.find(key).orElseThrow();
        var reviews = new AlertSettings.Reviews(Map.of(), Map.of("taobao", 30), links);
        var low = new AlertSettings.LowStock(Duration.ofMinutes(5), 7, new BigDecimal("1.25"), Duration.ofHours(24));
        var kinds = new TroubleKinds(Map::of);
        troubles = new Troubles(
                troubleBook,
                kinds,
                outbox,
                recipients,
                quietHours,
                transaction,
                () -> new Troubles.Pace(Duration.ofHours(24), Duration.ofHours(4)),
                clock);
        disk = diskAfterARestart();
        templateFaults = new TemplateFaults(troubles);
        var heldBook = new HeldBook(jdbc);
        held = new HeldWatch(
                () -> new AlertSettings.Held(Duration.ofMinutes(1), Duration.ofHours(1), 1, 3, 10),
                () -> Duration.ofHours(4),
                heldBook,
                outbox,
                recipients,
                quietHours,
                transaction,
                clock);
        composers.add(new HeldComposer(
                shops,
                heldBook,
                topics,
                outbox,
                words,
                () -> ZoneId.of("Asia/Shanghai"),
                () -> Duration.ofHours(1),
                quietHours,
                clock));
        var digest = new Digest(outbox, () -> Duration.ofMinutes(30), quietHours, clock);
        desk = new ReviewDesk(
                () -> new BadRatings(Map.of()),
                new CriticalWords(Path.of("config", "reviews", "critical.txt")),
                recipients,
                quietHours);
        openReviews = new OpenReviews(
                () -> "0 0 9 ? * MON", () -> ZoneId.of("Asia/Shanghai"), recipients, topics, outbox, clock);
        composers.add(new OpenReviewsComposer(
                shops,
                new ReviewFacts(client),
                desk,
                new ReviewCards(() -> reviews, words, clock),
                reviews::answerDays,
                words,
                clock));
        lowStock = new LowStockWatch(
                () -> low,
                new Thresholds(thresholds),
                new LowStockBook(jdbc),
                muted,
                outbox,
                recipients,
                troubles,
                quietHours,
                transaction,
                clock);
        composers.add(new ReviewComposer(
                shops,
                new ReviewFacts(client),
                new ReviewAnswers(jdbc, clock),
                topics,
                digest,
                new ReviewCards(() -> reviews, words, clock),
                words));
        composers.add(new LowStockComposer(shops, new LowStockBook(jdbc), digest, words));
        oversold = new OversoldWatch(
                () -> new AlertSettings.Oversold(Duration.ofMinutes(1), Duration.ofMinutes(10)),
                new OversoldFacts(jdbc),
                new OversoldBook(jdbc),
                outbox,
                recipients,
                quietHours,
                transaction,
                clock);
        composers.add(new OversoldComposer(
                shops,
                new OversoldBook(jdbc),
                new OversoldFacts(jdbc),
                new OrderPages(() -> orderPages),
                new Digest(
                        outbox,
                        () -> Duration.ofMinutes(10),
                        () -> QuietHours.of("00:00", "00:00", ZoneId.of("Asia/Shanghai")),
                        clock),
                topics,
                words,
                () -> ZoneId.of("Asia/Shanghai")));
        late = new LateWatch(
                () -> new AlertSettings.Late(
                        Duration.ofMinutes(5),
                        Map.of("taobao", Duration.ofHours(48)),
                        Duration.ofHours(6),
                        Duration.ofDays(14)),
                new LateBook(jdbc),
                outbox,
                recipients,
                troubles,
                quietHours,
                transaction,
                clock);
        stages = new StageWatch(
                () -> new AlertSettings.Stuck(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(30),
                        Duration.ZERO,
                        Duration.ofMinutes(30),
                        Duration.ZERO),
                new StageFacts(client),
                troubles,
                () -> new ConfiguredShops(List.of(configured(shop)), List.of()),
                stageMeters,
                clock);
        composers.add(new MailTest(words));
        composers.add(new LateComposer(shops, new LateBook(jdbc), digest, words, clock));
        composers.add(new TroubleComposer(
                shops,
                words,
                new TroubleLists(
                        new BrakeBook(jdbc, clock),
                        new Parking(jdbc, clock),
                        new AccessGap(
                                new StatusFacts(data),
                                new OutboxFacts(data),
                                known -> Optional.ofNullable(connectors.get(known)),
                                words,
                                mail,
                                clock),
                        new TroubleLists.Disk(disk, new DiskUse(new DatabaseSize(client))),
                        words,
                        clock),
                new TroubleComposer.Rules(kinds, troubles, digest, topics),
                mail,
                clock));
    }

    private static ConfiguredShop configured(ShopRow shop) {
        return new ConfiguredShop(
                new Shop(
                        shop.key(),
                        shop.platform(),
                        shop.title(),
                        URI.create("http://127.0.0.1:9"),
                        shop.zone(),
                        Map.of()),
                Map.of(),
                DueSettings.STANDARD,
                StockFormula.ALL);
    }

    /** As new, but for the schema, which is dear to make. */
    public MailWorld reset() {
        List.of(
                        "outbox",
                        "attempt",
                        "mail_sent",
                        "mail_topic",
                        "review",
                        "review_answer",
                        "trouble",
                        "low_stock",
                        "oversold",
                        "left_early",
                        "stock_freeze",
                        "frozen_level",
                        "erp_product",
                        "muted_sku",
                        "late_order",
                        "erp_link",
                        "sales_order",
                        "order_line",
                        "refund",
                        "erp_stock",
                        "sku_mapping",
                        "stock_level",
                        "stock_drift",
                        "order_census",
                        "listed_order",
                        "quarantine",
                        "raw_record",
                        "held_record",
                        "held_group",
                        "mail_outage",
                        "listing",
                        "listing_variant",
                        "checkpoint")
                .forEach(table -> jdbc.update("DELETE FROM " + table));
        jdbc.update("DELETE FROM shop WHERE id <> ?", shop.id());
        shops.goLive(shop.key(), NOON.minus(Duration.ofDays(10)));
        meters.clear();
        clock.now = NOON;
        return this;
    }

    /** Looks whether mails leave, and tells the robot of these settings. */
    public MailWatch mailWatch(Supplier<ChatSettings> chat) {
        return new MailWatch(
                outages,
                troubles,
                chat,
                new ChatRobots(new JavaHttpCalls(), clock),
                words,
                new TroubleText(words, new ShopTitles(shops), () -> mail.get().timeZone()),
                templateFaults,
                clock);
    }

    /** Adds a composer of another room. */
    public void add(MailComposer composer) {
        composers.add(composer);
    }

    public MailRoom room() {
        return new MailRoom(
                composers,
                new MailTemplates(templates, release, words, templateFaults),
                words,
                mail,
                recipients,
                topics,
                outages,
                outbox,
                transaction,
                meters,
                clock);
    }

    /** Stores a review as now read and asks for its mails. */
    public void read(Review review, Optional<Review> before, String code) {
        read(List.of(new ReviewChange(review, before, new SkuCode(code), false)));
    }

    public void read(Collection<ReviewChange> changes) {
        changes.forEach(change -> store(change.now(), change.code().value(), change.deleted()));
        outbox.write(desk.messagesFor(
                new ReviewShop(shop.id(), shop.key(), shop.platform(), shop.goLiveFrom()),
                List.copyOf(changes),
                clock.instant()));
    }

    private void store(Review review, String code, boolean deleted) {
        jdbc.update(
                "REPLACE INTO review (shop_id, external_id, order_external_id, line_external_id, item_id, item_title, code,"
                        + " rating, platform_rating, stars, text, follow_up, follow_up_at, reply, written_at, deleted_at,"
                        + " seen_at, read_at, batch, content_hash, modified_at)"
                        + " VALUES (?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)",
                shop.id(),
                review.id().value(),
                review.orderId().map(ExternalId::value).orElse(""),
                review.itemId().value(),
                review.itemTitle(),
                code,
                review.rating().name(),
                review.platformRating(),
                review.stars().orElse(null),
                review.text(),
                review.followUp(),
                review.followUpAt().map(MailWorld::utc).orElse(null),
                review.reply(),
                utc(review.writtenAt()),
                deleted ? utc(clock.instant()) : null,
                utc(clock.instant()),
                utc(clock.instant()),
                new byte[32],
                utc(review.modifiedAt()));
    }

    /** What looks at the same volumes after a start: it knows nothing of what was told before. */
    public DiskWatch diskAfterARestart() {
        return new DiskWatch(() -> volumes.look(), troubles, MailWorld::diskSettings);
    }

    private static DiskSettings diskSettings() {
        return new DiskSettings(
                Duration.ofMinutes(1), new BigDecimal("10"), new BigDecimal("3"), DataSize.ofGigabytes(1), Map.of());
    }

    /** One round of deliveries, as the route does it: what was sent, in order; each ends with its reference. */
    public List<MimeMessage> deliver() throws Exception {
        var sent = new ArrayList<MimeMessage>();
        for (var claimed = claim(); !claimed.isEmpty(); claimed = claim()) {
            for (var message : claimed) {
                var made = room().compose(message);
                if (made instanceof MimeMessage mail) {
                    MailReferenceTest.endsWithItsReference(mail, message.id());
                    sent.add(mail);
                    outbox.finish(List.of(message.id()), room().sent(mail), Duration.ZERO);
                } else {
                    outbox.finish(List.of(message.id()), (Outcome) made, Duration.ZERO);
                }
            }
        }
        return sent;
    }

    public List<OutboxMessage> claim() {
        return outbox.claim(Destination.MAIL, 50);
    }

    /** How many messages are in a state. */
    public long messages(String state) {
        return client.sql("SELECT COUNT(*) FROM outbox WHERE state = ?")
                .param(state)
                .query(Long.class)
                .single();
    }

    public static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    /** A bad review. */
    public static Review bad(String id, String text, Instant writtenAt) {
        return review(id, Rating.BAD, text, "", "", writtenAt);
    }

    public static Review review(
            String id, Rating rating, String text, String followUp, String reply, Instant writtenAt) {
        return new Review(
                new ExternalId(id),
                Optional.of(new ExternalId("30456789012345" + id.replaceAll("\\D", "0"))),
                Optional.empty(),
                new ExternalId("6712345678"),
                "手工陶瓷茶具套装 家用简约盖碗茶壶 送礼盒",
                rating,
                rating.name().toLowerCase(),
                Optional.empty(),
                text,
                followUp,
                followUp.isEmpty() ? Optional.empty() : Optional.of(writtenAt.plus(Duration.ofHours(1))),
                reply,
                writtenAt,
                writtenAt);
    }

    /** The body of a type, {@code text/plain} or {@code text/html}, also of a mail with pictures and files. */
    public static String body(MimeMessage mail, String type) throws Exception {
        return body((Multipart) mail.getContent(), type)
                .orElseThrow(() -> new AssertionError("No body of type " + type));
    }

    private static Optional<String> body(Multipart parts, String type) throws Exception {
        for (var at = 0; at < parts.getCount(); at++) {
            var part = parts.getBodyPart(at);
            if (part.getContent() instanceof Multipart within) {
                var found = body(within, type);
                if (found.isPresent()) {
                    return found;
                }
            } else if (part.isMimeType(type)) {
                return Optional.of((String) part.getContent());
            }
        }
        return Optional.empty();
    }

    /** Stands still until it is moved. */
    public static final class HandClock extends Clock {

        private Instant now;

        HandClock(Instant now) {
            this.now = now;
        }

        public void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }
    }
}
