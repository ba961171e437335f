package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.MailWorld;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.Page;
import dev.shophub.connector.Platform;
import dev.shophub.connector.Quotas;
import dev.shophub.connector.ReviewHistory;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tokens;
import dev.shophub.connector.Tools;
import dev.shophub.connector.UnavailableException;
import dev.shophub.connector.Window;
import dev.shophub.intake.Changes;
import dev.shophub.intake.Intake;
import dev.shophub.intake.IntakeMetrics;
import dev.shophub.intake.Normalise;
import dev.shophub.intake.VanishedReviews;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Review;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import dev.shophub.outbox.Bell;
import dev.shophub.review.ReviewShop;
import dev.shophub.settings.ReviewSweepSettings;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.taobao.TaobaoSettings;
import dev.shophub.simulator.taobao.TaobaoSimulator;
import dev.shophub.store.AesKey;
import dev.shophub.store.BuyerKeys;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.ErpBooks;
import dev.shophub.store.Listings;
import dev.shophub.store.Mappings;
import dev.shophub.store.Orders;
import dev.shophub.store.Quarantine;
import dev.shophub.store.RawRecords;
import dev.shophub.store.Refunds;
import dev.shophub.store.Reviews;
import dev.shophub.store.Shipments;
import dev.shophub.store.SyncRuns;
import dev.shophub.support.JavaHttpCalls;
import dev.shophub.support.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** From a review that vanishes on the platform to the mail that says so; and what is no deletion. */
class ReviewSweepIT {

    private static final ShopKey SHOP = new ShopKey("taobao-one");
    private static final String SECRET = "topsecret0123456789abcdef";
    private static final Duration EVERY = Duration.ofHours(24);
    private static final Duration DEPTH = Duration.ofDays(10);

    private static MailWorld world;
    private static State played;
    private static TaobaoSimulator taobao;
    private static Platform platform;

    private final Lane lane = new Lane(SHOP.value(), 1);
    private DefaultCamelContext context;
    private Checkpoints checkpoints;
    private Breaking connector;
    private ActiveShop shop;
    private ReviewSweep sweep;

    @BeforeAll
    static void play() {
        world = new MailWorld();
        played = new State(TestDatabase.emptySchema(), world.clock);
        var seller = new Seller(SHOP, "23000001", SECRET, "示例旗舰店", 2_200_000_000_001L);
        taobao = new TaobaoSimulator(played, TaobaoSettings.of(seller), () -> {});
        try (var beans = new AnnotationConfigApplicationContext("dev.shophub.platform.taobao")) {
            platform = beans.getBean(Platform.class);
        }
    }

    @AfterAll
    static void stopPlaying() {
        taobao.close();
    }

    @BeforeEach
    void open() throws Exception {
        world.reset();
        world.jdbc.update("DELETE FROM raw_record");
        played.jdbc().update("DELETE FROM sim_review");
        var account = new Shop(
                SHOP,
                "taobao",
                "示例旗舰店",
                taobao.gateway(),
                ZoneId.of("Asia/Shanghai"),
                Map.of(
                        "app-key",
                        "23000001",
                        "app-secret",
                        SECRET,
                        "oauth-url",
                        taobao.uri().toString()));
        var tools = new Tools(
                new JavaHttpCalls(Duration.ofSeconds(5)),
                new Issued(taobao.issueToken(SHOP).accessToken()),
                (name, perSecond) -> new Open(),
                world.clock,
                Runnable::run);
        connector = new Breaking((ReviewHistory) platform.connect(account, tools));
        var jdbc = world.jdbc;
        var keys = new BuyerKeys(jdbc, new AesKey(new byte[32]), world.clock);
        var raw = new RawRecords(jdbc);
        var mappings = new Mappings(jdbc, world.clock);
        var reviews = new Reviews(jdbc, keys, raw);
        var changes = new Changes(
                world.outbox,
                mappings,
                (row, what) -> world.desk.messagesFor(
                        new ReviewShop(row.id(), row.key(), row.platform(), row.goLiveFrom()),
                        what,
                        world.clock.instant()),
                world.clock,
                () -> {},
                true,
                Duration.ZERO);
        var tables = new Intake.Tables(
                new Orders(jdbc, keys, raw),
                new Refunds(jdbc, keys, raw),
                reviews,
                new Listings(jdbc, keys, raw, world.clock),
                new ErpBooks(jdbc),
                new Shipments(jdbc),
                mappings,
                new Quarantine(jdbc, keys, world.clock));
        context = new DefaultCamelContext();
        context.getRegistry().bind("normalise", new Normalise());
        context.getRegistry()
                .bind(
                        "intake",
                        new Intake(world.transaction, tables, changes, new IntakeMetrics(new SimpleMeterRegistry())));
        for (var routes : ShippedRoutes.of(context, "intake.camel.yaml")) {
            context.addRoutes(routes);
        }
        context.start();
        checkpoints = new Checkpoints(jdbc, world.clock);
        shop = new ActiveShop(
                world.shops.find(world.shop.id()).orElseThrow(),
                connector,
                Map.of(Stream.REVIEWS, new Platform.Pace(EVERY, Duration.ofMinutes(2), Duration.ofSeconds(10))),
                lane);
        var directory = new ShopDirectory();
        directory.add(shop);
        sweep = new ReviewSweep(
                new Polls(
                        directory,
                        checkpoints,
                        world.shops,
                        new SyncRuns(jdbc, world.clock),
                        world.troubles,
                        new SimpleMeterRegistry(),
                        new Bell(),
                        world.clock),
                new VanishedReviews(world.transaction, reviews, changes, world.clock),
                context.createProducerTemplate(),
                new ReviewSweepSettings(EVERY, DEPTH));
        var now = world.clock.instant();
        checkpoints.begin(shop.row().id(), "reviews-history", now, Optional.of(now));
        checkpoints.begin(shop.row().id(), "reviews", now, Optional.empty());
    }

    @AfterEach
    void close() throws Exception {
        context.close();
        lane.close();
    }

    @Test
    void aReviewDeletedOnThePlatformIsMailedInTheThreadOfItsAlert() throws Exception {
        written(1, "bad", "杯子碎了", Duration.ofDays(3));
        written(2, "good", "很好", Duration.ofDays(2));
        written(3, "good", "不错", Duration.ofDays(1));
        sweepAfter(Duration.ZERO);
        var alert = world.deliver();
        assertThat(alert).hasSize(1);

        gone(1);
        gone(2);
        sweepAfter(Duration.ofHours(23));
        assertThat(deleted()).as("not due yet").isEmpty();
        sweepAfter(Duration.ofHours(2));
        assertThat(deleted()).containsExactly("1:buyer", "2:buyer");
        var mails = world.deliver();
        assertThat(mails).singleElement().satisfies(mail -> {
            assertThat(mail.getHeader("References"))
                    .containsExactly(alert.get(0).getMessageID());
            assertThat(mail.getSubject()).startsWith("Re: ");
        });
        sweepAfter(Duration.ofHours(25));
        assertThat(world.deliver()).as("told once").isEmpty();
    }

    @Test
    void anUnchangedReviewSeenAgainIsNoNewsButTakesTheMarkAway() throws Exception {
        written(1, "bad", "杯子碎了", Duration.ofDays(1));
        written(2, "good", "很好", Duration.ofDays(1));
        sweepAfter(Duration.ZERO);
        world.deliver();
        gone(1);
        sweepAfter(EVERY);
        assertThat(deleted()).containsExactly("1:buyer");
        world.deliver();
        played.jdbc().update("UPDATE sim_review SET deleted = FALSE");
        sweepAfter(EVERY);
        assertThat(deleted()).isEmpty();
        assertThat(world.deliver()).isEmpty();
        assertThat(world.client
                        .sql("SELECT COUNT(*) FROM review WHERE seen_at > written_at + INTERVAL 2 DAY")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void silenceIsNoDeletion() throws Exception {
        written(1, "bad", "杯子碎了", Duration.ofDays(2));
        written(2, "good", "很好", Duration.ofDays(2));
        written(3, "good", "不错", Duration.ofDays(1));
        sweepAfter(Duration.ZERO);
        world.deliver();
        List.of(1, 2, 3).forEach(this::gone);
        sweepAfter(EVERY);
        assertThat(deleted()).isEmpty();
        assertThat(world.troubles.open()).singleElement().satisfies(trouble -> {
            assertThat(trouble.kind()).isEqualTo("silence");
            assertThat(trouble.message()).contains("missing=2", "missing=1", "shown=0");
        });
        played.jdbc().update("UPDATE sim_review SET deleted = FALSE WHERE oid <> 3");
        sweepAfter(EVERY);
        assertThat(deleted()).as("alone on its day, while others are shown").containsExactly("3:buyer");
        assertThat(world.troubles.open()).isEmpty();
    }

    @Test
    void aSweepCutShortMarksNothingAndGoesOnWhereItWas() {
        for (int day = 1; day <= 4; day++) {
            written(day, "bad", "杯子碎了", Duration.ofDays(day));
            written(10 + day, "good", "很好", Duration.ofDays(day));
        }
        sweepAfter(Duration.ZERO);
        var whole = connector.calls;
        List.of(1, 4).forEach(this::gone);
        connector.breaksAt = whole + 4;
        sweepAfter(EVERY);
        assertThat(deleted()).isEmpty();
        assertThat(checkpoints
                        .find(shop.row().id(), "reviews-sweep")
                        .orElseThrow()
                        .lastGoodAt())
                .contains(MailWorld.NOON);
        sweepAfter(Duration.ofMinutes(1));
        assertThat(connector.calls).as("not at once").isEqualTo(whole + 4);
        sweepAfter(Duration.ofMinutes(11));
        assertThat(deleted()).containsExactly("1:buyer", "4:buyer");
        assertThat(connector.calls).as("three slices were not read again").isEqualTo(2 * whole + 1);
    }

    private void sweepAfter(Duration time) {
        world.clock.advance(time);
        checkpoints.reached(shop.row().id(), "reviews", world.clock.instant(), 0);
        sweep.sweep(shop);
    }

    private void written(long oid, String result, String content, Duration ago) {
        played.jdbc()
                .update(
                        "INSERT INTO sim_review (shop_key, oid, tid, item_id, item_title, nick, result, stars, content,"
                                + " append_content, reply, created_at) VALUES (?, ?, ?, 600000000001, '茶杯', '买家', ?, 1, ?, '',"
                                + " '', ?)",
                        SHOP.value(),
                        oid,
                        oid,
                        result,
                        content,
                        MailWorld.utc(MailWorld.NOON.minus(ago)));
    }

    private void gone(long oid) {
        played.jdbc().update("UPDATE sim_review SET deleted = TRUE WHERE oid = ?", oid);
    }

    private static List<String> deleted() {
        return world.client
                .sql("SELECT external_id FROM review WHERE deleted_at IS NOT NULL ORDER BY external_id")
                .query(String.class)
                .list();
    }

    /** The shop's connector, but for one call that gets no answer. */
    private static final class Breaking implements ReviewHistory {

        private final ReviewHistory real;
        private int calls;
        private int breaksAt = -1;

        private Breaking(ReviewHistory real) {
            this.real = real;
        }

        @Override
        public Page reviewsWritten(Window window, Cursor cursor) {
            if (++calls == breaksAt) {
                throw new UnavailableException("No answer");
            }
            return real.reviewsWritten(window, cursor);
        }

        @Override
        public Page reviews(Window window, Cursor cursor) {
            return real.reviews(window, cursor);
        }

        @Override
        public Reach reviewsReach(Instant now) {
            return real.reviewsReach(now);
        }

        @Override
        public Review toReview(RawRecord raw) {
            return real.toReview(raw);
        }

        @Override
        public Shop shop() {
            return real.shop();
        }

        @Override
        public Instant platformNow() {
            return real.platformNow();
        }
    }

    private static final class Open implements Quotas.Quota {

        @Override
        public void take(Duration patience) {}

        @Override
        public void closeFor(Duration wait) {}
    }

    /** The token the simulator gave out. */
    private record Issued(String access) implements Tokens {

        @Override
        public Optional<Token> current(ShopKey shop) {
            return Optional.of(
                    new Token(access, Optional.empty(), Optional.empty(), Optional.empty(), "2200000000001", "示例旗舰店"));
        }

        @Override
        public Token renew(ShopKey shop, String refused, Function<Token, Token> renew) {
            throw new IllegalStateException("The token is good");
        }

        @Override
        public void store(ShopKey shop, Token token) {
            throw new IllegalStateException("The token is good");
        }
    }
}
