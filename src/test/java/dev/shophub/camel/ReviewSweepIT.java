package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.MailWorld;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.Page;
import dev.shophub.connector.Platform;
import dev.shophub.connector.ReviewHistory;
import dev.shophub.connector.Shop;
import dev.shophub.connector.UnavailableException;
import dev.shophub.connector.Window;
import dev.shophub.intake.VanishedReviews;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Review;
import dev.shophub.model.Stream;
import dev.shophub.outbox.Bell;
import dev.shophub.settings.ReviewSweepSettings;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.SyncRuns;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a review that vanishes on the platform to the mail that says so; and what is no deletion. */
class ReviewSweepIT {

    private static final Duration EVERY = Duration.ofHours(24);
    private static final Duration DEPTH = Duration.ofDays(10);

    private static PlayedTaobao taobao;
    private static MailWorld world;

    private final Lane lane = new Lane(PlayedTaobao.SHOP.value(), 1);
    private Checkpoints checkpoints;
    private Breaking connector;
    private ActiveShop shop;
    private ReviewSweep sweep;

    @BeforeAll
    static void play() throws Exception {
        taobao = new PlayedTaobao();
        world = taobao.world;
    }

    @AfterAll
    static void stopPlaying() {
        taobao.close();
    }

    @BeforeEach
    void open() {
        taobao.reset();
        connector = new Breaking((ReviewHistory) taobao.connect());
        checkpoints = new Checkpoints(world.jdbc, world.clock);
        shop = new ActiveShop(
                taobao.row(),
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
                        new SyncRuns(world.jdbc, world.clock),
                        world.troubles,
                        new SimpleMeterRegistry(),
                        new Bell(),
                        world.outbox.requeue(),
                        world.clock),
                new VanishedReviews(world.transaction, taobao.reviews, taobao.changes, world.clock),
                taobao.routes(),
                () -> new ReviewSweepSettings(EVERY, DEPTH));
        var now = world.clock.instant();
        checkpoints.begin(shop.row().id(), "reviews-history", now, Optional.of(now));
        checkpoints.begin(shop.row().id(), "reviews", now, Optional.empty());
    }

    @AfterEach
    void close() {
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
        taobao.played.jdbc().update("UPDATE sim_review SET deleted = FALSE");
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
            assertThat(trouble.said().sentence()).contains("missing=2", "missing=1", "shown=0");
        });
        taobao.played.jdbc().update("UPDATE sim_review SET deleted = FALSE WHERE oid <> 3");
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
        taobao.played
                .jdbc()
                .update(
                        "INSERT INTO sim_review (shop_key, oid, tid, item_id, item_title, nick, result, stars, content,"
                                + " append_content, reply, created_at) VALUES (?, ?, ?, 600000000001, '茶杯', '买家', ?, 1, ?, '',"
                                + " '', ?)",
                        PlayedTaobao.SHOP.value(),
                        oid,
                        oid,
                        result,
                        content,
                        MailWorld.utc(MailWorld.NOON.minus(ago)));
    }

    private void gone(long oid) {
        taobao.played.jdbc().update("UPDATE sim_review SET deleted = TRUE WHERE oid = ?", oid);
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
}
