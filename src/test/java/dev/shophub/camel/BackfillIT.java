package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.alert.MailWorld;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.OrderDetail;
import dev.shophub.connector.OrderHistory;
import dev.shophub.connector.Page;
import dev.shophub.connector.Platform;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.Shop;
import dev.shophub.connector.UnavailableException;
import dev.shophub.connector.Window;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Order;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Stream;
import dev.shophub.outbox.Bell;
import dev.shophub.reconcile.Rereading.Outcome;
import dev.shophub.reconcile.Rereading.Reread;
import dev.shophub.store.Backfill;
import dev.shophub.store.Backfill.State;
import dev.shophub.store.BackfillBook;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.Pauses;
import dev.shophub.store.SyncRuns;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A part of a shop's past is read again, from the simulated platform through the shipped routes; and single orders are. */
class BackfillIT {

    private static final Instant FROM = MailWorld.NOON.minus(Duration.ofDays(6));
    private static final Instant TO = MailWorld.NOON.minus(Duration.ofDays(2));
    private static final int ORDERS = 20;

    private static PlayedTaobao taobao;
    private static MailWorld world;

    private final Lane lane = new Lane(PlayedTaobao.SHOP.value(), 1);
    private BackfillBook book;
    private Pauses pauses;
    private Checkpoints checkpoints;
    private Source source;
    private ShopDirectory directory;

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
        world.jdbc.update("DELETE FROM backfill");
        world.jdbc.update("DELETE FROM checkpoint");
        world.jdbc.update("DELETE FROM quarantine");
        book = new BackfillBook(world.jdbc, world.clock);
        pauses = new Pauses(world.jdbc, world.clock);
        pauses.resume(Pauses.Kind.SHOP, PlayedTaobao.SHOP.value());
        checkpoints = new Checkpoints(world.jdbc, world.clock);
        source = new Source((OrderHistory) taobao.connect());
        directory = new ShopDirectory();
        directory.add(new ActiveShop(
                taobao.row(),
                taobao.connect(),
                Map.of(
                        Stream.ORDERS,
                        new Platform.Pace(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofSeconds(10))),
                lane));
        // evenly over the range and a day on each side, so that none of the neighbours' is read
        for (int i = -5; i < ORDERS + 5; i++) {
            placed(
                    1_000 + i,
                    FROM.plus(Duration.between(FROM, TO).dividedBy(ORDERS).multipliedBy(i)));
        }
    }

    @AfterEach
    void close() {
        lane.close();
    }

    @Test
    void allOfTheRangeAndNothingElseIsRead() {
        var id = asked();

        hub().goOn();

        var done = ended(id);
        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.changed()).isEqualTo(ORDERS);
        assertThat(done.records()).isEqualTo(ORDERS);
        assertThat(done.share()).isEqualTo(1);
        assertThat(done.left()).isEmpty();
        assertThat(stored())
                .containsExactlyElementsOf(java.util.stream.IntStream.range(1_000, 1_000 + ORDERS)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(world.jdbc.queryForObject("SELECT COUNT(*) FROM checkpoint WHERE stream = 'orders'", Long.class))
                .as("live reading is not touched")
                .isZero();
    }

    @Test
    void readAgainNothingChanges() {
        asked();
        hub().goOn();
        var second = asked();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            hub().goOn();
            return book.open().isEmpty();
        });

        assertThat(book.find(second).orElseThrow().changed()).isZero();
        assertThat(book.find(second).orElseThrow().records()).isEqualTo(ORDERS);
    }

    /** Killed at each call in turn: what was stored is not asked for again, and in the end nothing is missing. */
    @Test
    void killedItGoesOnWhereItWas() {
        var whole = asked();
        hub().goOn();
        ended(whole);
        int calls = source.windows.size();
        world.jdbc.update("DELETE FROM sales_order");
        source.windows.clear();
        var id = asked();
        var backfill = book.find(id).orElseThrow();
        int kills = 0;
        while (book.find(id).orElseThrow().state() == State.OPEN) {
            source.killsAtCall = source.windows.size() + 7;
            try {
                hub().read(directory.find(PlayedTaobao.SHOP).orElseThrow(), backfill);
            } catch (Killed killed) {
                kills++;
                var between = book.find(id).orElseThrow();
                assertThat(between.share()).isBetween(0.0, 0.999);
                assertThat(between.changed()).isEqualTo(stored().size());
            }
        }

        assertThat(kills).isGreaterThan(3);
        assertThat(stored()).hasSize(ORDERS);
        assertThat(source.windows).hasSizeBetween(calls + kills, calls + 2 * kills);
        assertThat(book.find(id).orElseThrow().changed()).isEqualTo(ORDERS);
    }

    @Test
    void progressIsToldAndAPersonCanStopIt() {
        var id = asked();
        source.meanwhile = () -> {
            if (stored().size() >= ORDERS / 2) {
                book.end(id, State.STOPPED, "");
            } else if (!stored().isEmpty()) {
                var now = book.find(id).orElseThrow();
                assertThat(now.share()).isBetween(0.0, 0.6);
                assertThat(now.left()).isPresent();
            }
        };

        hub().goOn();

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> hubIsAtRest(id));
        assertThat(book.find(id).orElseThrow().state()).isEqualTo(State.STOPPED);
        assertThat(stored()).hasSizeBetween(ORDERS / 2, ORDERS / 2 + 3);
    }

    @Test
    void aShopThatStandsStillIsNotReadAndOneThatFailsIsTriedAgain() {
        var id = asked();
        pauses.pause(Pauses.Kind.SHOP, PlayedTaobao.SHOP.value());
        hub().goOn();
        assertThat(source.windows).isEmpty();
        pauses.resume(Pauses.Kind.SHOP, PlayedTaobao.SHOP.value());
        source.fails = new UnavailableException("Away");
        var hub = hub();
        hub.goOn();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> book.find(id).orElseThrow().reason().contains("Away"));
        source.fails = null;
        world.clock.advance(Duration.ofSeconds(11));
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            hub.goOn();
            return book.open().isEmpty();
        });

        assertThat(book.find(id).orElseThrow().state()).isEqualTo(State.DONE);
        assertThat(book.find(id).orElseThrow().reason()).isEmpty();
    }

    @Test
    void whatThePlatformRefusesIsGivenUpAndSaid() {
        var id = asked();
        source.fails = new RejectedException("No permission for orders", "12");

        hub().goOn();

        assertThat(ended(id).state()).isEqualTo(State.REFUSED);
        assertThat(book.find(id).orElseThrow().reason()).contains("No permission");
    }

    @Test
    void aRecordThatCannotBeReadStepsAside() {
        taobao.played.jdbc().update("UPDATE sim_order SET payment = -5 WHERE tid = 1007");
        var id = asked();

        hub().goOn();

        assertThat(ended(id).state()).isEqualTo(State.DONE);
        assertThat(book.find(id).orElseThrow().quarantined()).isEqualTo(1);
        assertThat(stored()).hasSize(ORDERS - 1).doesNotContain("1007");
    }

    @Test
    void singleOrdersAreReadNowAndWhatCameOfEachIsTold() {
        var rereads = new Rereads(directory, hub(), new PageDoor(taobao.routes()), world.clock);
        assertThat(rereads.orders(PlayedTaobao.SHOP, ids("1001", "1002")))
                .get()
                .asList()
                .hasSize(2);
        taobao.played
                .jdbc()
                .update(
                        "UPDATE sim_order SET seller_memo = '加急', modified_at = ? WHERE tid = 1002",
                        MailWorld.utc(MailWorld.NOON));
        taobao.played.jdbc().update("UPDATE sim_order SET payment = -5 WHERE tid = 1003");

        var read = rereads.orders(PlayedTaobao.SHOP, ids("1001", "1002", "1003", "77", "no order"));

        assertThat(read.orElseThrow())
                .containsExactly(
                        new Reread(new ExternalId("1001"), Outcome.SAME),
                        new Reread(new ExternalId("1002"), Outcome.CHANGED),
                        new Reread(new ExternalId("1003"), Outcome.UNREADABLE),
                        new Reread(new ExternalId("77"), Outcome.UNKNOWN),
                        new Reread(new ExternalId("no order"), Outcome.UNKNOWN));
        assertThat(stored()).containsExactly("1001", "1002");
        assertThat(rereads.orders(new dev.shophub.model.ShopKey("another"), ids("1")))
                .isEmpty();
        assertThat(rereads.reach(PlayedTaobao.SHOP).orElseThrow()).containsKeys("orders", "refunds", "reviews");
    }

    @Test
    void moreOrdersThanAreAskedForAtOnceAreReadInTurn() {
        var rereads = new Rereads(directory, hub(), new PageDoor(taobao.routes()), world.clock);
        var many = new ArrayList<ExternalId>();
        for (int i = 0; i <= OrderDetail.MOST; i++) {
            placed(5_000 + i, FROM);
            many.add(new ExternalId(Integer.toString(5_000 + i)));
        }

        assertThat(rereads.orders(PlayedTaobao.SHOP, many).orElseThrow())
                .hasSize(OrderDetail.MOST + 1)
                .allMatch(one -> one.outcome() == Outcome.CHANGED);
    }

    @Test
    void aRouteThatDoesNotStoreIsABugAndNothingIsLost() {
        var id = asked();
        var broken = new Backfills(polls(), book, pauses, new PageDoor(taobao.routes()), shop -> {
            throw new IllegalStateException("A bug");
        });

        broken.read(
                directory.find(PlayedTaobao.SHOP).orElseThrow(), book.find(id).orElseThrow());

        assertThat(book.find(id).orElseThrow().state()).isEqualTo(State.OPEN);
        assertThat(book.find(id).orElseThrow().reason()).isNotEmpty();
        assertThatThrownBy(() -> book.find(id).orElseThrow().left().orElseThrow())
                .isInstanceOf(java.util.NoSuchElementException.class);
    }

    private static List<ExternalId> ids(String... ids) {
        return java.util.Arrays.stream(ids).map(ExternalId::new).toList();
    }

    private long asked() {
        return book.add(taobao.row().id(), "orders", FROM, TO, "li");
    }

    /** As after a start: it remembers nothing. */
    private Backfills hub() {
        return new Backfills(polls(), book, pauses, new PageDoor(taobao.routes()), shop -> source);
    }

    private Polls polls() {
        return new Polls(
                directory,
                checkpoints,
                world.shops,
                new SyncRuns(world.jdbc, world.clock),
                world.troubles,
                new SimpleMeterRegistry(),
                new Bell(),
                world.outbox.requeue(),
                world.clock);
    }

    private Backfill ended(long id) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> book.find(id).orElseThrow().state() != State.OPEN);
        return book.find(id).orElseThrow();
    }

    private boolean hubIsAtRest(long id) {
        return book.find(id).orElseThrow().state() != State.OPEN
                && world.jdbc.queryForObject(
                                "SELECT COUNT(*) FROM sync_run WHERE stream = ?", Long.class, "backfill-" + id)
                        > 0;
    }

    private static List<String> stored() {
        return world.jdbc.queryForList("SELECT external_id FROM sales_order ORDER BY external_id", String.class);
    }

    private static void placed(long tid, Instant at) {
        taobao.placed(tid, at.plusSeconds(30), at.plusSeconds(60));
    }

    /** As if the process had ended: nothing after the call runs. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** The shop's connector, which remembers what it was asked for and fails when it is told to. */
    private static final class Source implements OrderHistory {

        private final OrderHistory real;
        private final List<Window> windows = new ArrayList<>();
        private volatile int killsAtCall = -1;
        private volatile RuntimeException fails;
        private volatile Runnable meanwhile = () -> {};

        private Source(OrderHistory real) {
            this.real = real;
        }

        @Override
        public Page ordersPlaced(Window window, Cursor cursor) {
            meanwhile.run();
            if (fails != null) {
                throw fails;
            }
            windows.add(window);
            if (windows.size() == killsAtCall) {
                throw new Killed();
            }
            return real.ordersPlaced(window, cursor);
        }

        @Override
        public Page orders(Window window, Cursor cursor) {
            throw new AssertionError("The past is listed by placing");
        }

        @Override
        public Reach ordersReach(Instant now) {
            return new Reach(Duration.ofDays(1), Duration.ofHours(3), now.minus(Duration.ofDays(90)));
        }

        @Override
        public Order toOrder(RawRecord raw) {
            return real.toOrder(raw);
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
