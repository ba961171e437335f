package dev.shophub.camel;

import static dev.shophub.alert.MailWorld.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.MailWorld;
import dev.shophub.connector.Connector;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.OrderCensus;
import dev.shophub.connector.OrderDetail;
import dev.shophub.connector.Page;
import dev.shophub.connector.Platform;
import dev.shophub.connector.Shop;
import dev.shophub.connector.UnavailableException;
import dev.shophub.connector.Window;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Order;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Stream;
import dev.shophub.outbox.Bell;
import dev.shophub.reconcile.DailyCensus;
import dev.shophub.store.Backfill;
import dev.shophub.store.BackfillBook;
import dev.shophub.store.CensusBook;
import dev.shophub.store.CensusBook.Row;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.Pauses;
import dev.shophub.store.Retention;
import dev.shophub.store.SyncRuns;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pain points 1 and 7: every night the platform's own list of a day is held against what is stored. */
class CensusIT {

    /** In Shanghai NOON is noon of the fifth. */
    private static final LocalDate YESTERDAY = LocalDate.of(2026, 11, 4);

    private static final LocalDate BEFORE = YESTERDAY.minusDays(1);
    private static final Instant DAY = Instant.parse("2026-11-03T16:00:00Z");
    private static final Instant POLLS_REACHED = NOON.minusSeconds(60);

    private static PlayedTaobao taobao;
    private static MailWorld world;

    private final Lane lane = new Lane(PlayedTaobao.SHOP.value(), 1);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger visits = new AtomicInteger();
    private CensusBook book;
    private BackfillBook backfills;
    private Checkpoints checkpoints;
    private Pauses pauses;
    private ShopDirectory directory;
    private Listing source;
    private DailyCensus census;
    private int days = 1;

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
        List.of("backfill", "checkpoint", "quarantine", "order_census", "listed_order")
                .forEach(table -> world.jdbc.update("DELETE FROM " + table));
        book = new CensusBook(world.jdbc);
        backfills = new BackfillBook(world.jdbc, world.clock);
        checkpoints = new Checkpoints(world.jdbc, world.clock);
        pauses = new Pauses(world.jdbc, world.clock);
        pauses.resume(Pauses.Kind.SHOP, PlayedTaobao.SHOP.value());
        checkpoints.begin(taobao.row().id(), "orders", POLLS_REACHED, Optional.empty());
        source = new Listing(taobao.connect("page-size", "40"));
        directory = new ShopDirectory();
        directory.add(new ActiveShop(
                taobao.row(),
                taobao.connect(),
                Map.of(
                        Stream.ORDERS,
                        new Platform.Pace(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofSeconds(10))),
                lane));
        census = hub(source);
    }

    @AfterEach
    void close() {
        lane.close();
    }

    @Test
    void whereAllIsStoredTheNumbersTie() {
        placed(1, DAY);
        placed(2, DAY.plus(Duration.ofHours(12)));
        placed(3, DAY.plus(Duration.ofHours(24)).minusSeconds(1));
        store(1, 2, 3);

        look();

        var found = row(YESTERDAY).found();
        assertThat(found.listed()).isEqualTo(3);
        assertThat(found.stored()).isEqualTo(3);
        assertThat(found.missed()).isZero();
        assertThat(found.ties()).isTrue();
        assertThat(source.asked).as("nothing is asked for one by one").isEmpty();
        assertThat(troubles()).isEmpty();
    }

    @Test
    void anOrderThatIsMissingIsReadAgainAtOnceAndToldAsFoundLate() {
        for (int i = 1; i <= 90; i++) {
            placed(i, DAY.plus(Duration.ofMinutes(10L * i)));
        }
        store(IntStream.rangeClosed(1, 90).toArray());
        world.jdbc.update("DELETE FROM sales_order WHERE external_id IN ('7', '88')");

        look();

        var row = row(YESTERDAY);
        assertThat(row.found().listed()).isEqualTo(90);
        assertThat(row.found().stored()).isEqualTo(90);
        assertThat(row.found().missed()).isEqualTo(2);
        assertThat(row.found().foundLate()).isEqualTo(2);
        assertThat(row.found().missing()).isZero();
        assertThat(stored()).hasSize(90).contains("7", "88");
        assertThat(source.asked).containsExactlyInAnyOrder("7", "88");
        assertThat(troubles()).isEmpty();
        assertThat(count("listed_order")).as("nothing is kept of the list").isZero();
    }

    @Test
    void oneThatCannotBeReadAgainIsATroubleWithNumbersAndTheNextCommandUntilItIsThere() {
        placed(1, DAY.plusSeconds(3_600));
        placed(2, DAY.plusSeconds(7_200));
        store(1);
        source.silent.add("2");

        look();

        var row = row(YESTERDAY);
        assertThat(row.found().listed()).isEqualTo(2);
        assertThat(row.found().stored()).isEqualTo(1);
        assertThat(row.found().missing()).isEqualTo(1);
        assertThat(row.found().missingIds()).containsExactly("2");
        assertThat(troubles()).singleElement().satisfies(said -> assertThat(said)
                .contains("shop=taobao-one", "day=2026-11-04", "platform=2", "stored=1", "missing=1")
                .contains("./hub resync taobao-one 2"));

        assertThat(gauge()).isEqualTo(1);
        meters.clear();
        census = hub(source);
        nothingIsDue();
        assertThat(gauge()).as("after a start, too").isEqualTo(1);
        store(2);
        look();
        assertThat(gauge()).isZero();
        assertThat(row(YESTERDAY).found().ties()).isTrue();
        assertThat(troubles())
                .as("well again once it is stored, without waiting for the night")
                .isEmpty();
    }

    @Test
    void aDayWithSomethingMissingIsLookedAtEveryNightUntilItTies() {
        placed(1, DAY.plusSeconds(3_600));
        source.silent.add("1");
        look();
        world.clock.advance(Duration.ofDays(5));
        checkpoints.reached(taobao.row().id(), "orders", world.clock.instant(), 0);
        source.silent.clear();

        look();

        assertThat(row(YESTERDAY).found().ties()).isTrue();
        assertThat(row(YESTERDAY).night()).isEqualTo(LocalDate.of(2026, 11, 10));
        assertThat(row(LocalDate.of(2026, 11, 9)).found().listed()).isZero();
        assertThat(troubles()).isEmpty();
    }

    @Test
    void anOrderThatArrivesDuringTheRunIsNoMiss() {
        placed(1, DAY.plusSeconds(3_600));
        placed(2, DAY.plusSeconds(7_200));
        store(1);
        // paid after the moment up to which the polls have read
        taobao.played
                .jdbc()
                .update(
                        "UPDATE sim_order SET modified_at = ? WHERE tid = 2",
                        MailWorld.utc(POLLS_REACHED.plusSeconds(30)));

        look();

        assertThat(row(YESTERDAY).found().missed()).isZero();
        assertThat(row(YESTERDAY).found().listed()).isEqualTo(2);
        assertThat(row(YESTERDAY).found().stored()).isEqualTo(2);
    }

    @Test
    void whatOnlyWeHaveIsCountedAndNamedAndNothingIsDeletedAndAnHourAtTheBorderIsTolerated() {
        placed(1, DAY.plusSeconds(1_000));
        placed(2, DAY.plus(Duration.ofHours(5)));
        placed(3, DAY.plus(Duration.ofHours(24)).minusSeconds(1_000));
        placed(4, DAY.plus(Duration.ofHours(8)));
        store(1, 2, 3, 4);
        taobao.played.jdbc().update("DELETE FROM sim_order WHERE tid <= 3");

        look();

        var found = row(YESTERDAY).found();
        assertThat(found.listed()).isEqualTo(1);
        assertThat(found.unlisted()).isEqualTo(1);
        assertThat(found.unlistedIds()).containsExactly("2");
        assertThat(found.stored()).isEqualTo(2);
        assertThat(found.missing()).isZero();
        assertThat(stored()).containsExactly("1", "2", "3", "4");
        assertThat(troubles()).isEmpty();
    }

    @Test
    void whatIsKeptUnreadIsNotMissing() {
        placed(1, DAY.plusSeconds(3_600));
        world.jdbc.update(
                "INSERT INTO quarantine (shop_id, stream, external_id, content_hash, field, reason, payload, first_at, last_at)"
                        + " VALUES (?, 'orders', '1', ?, 'f', 'r', '', ?, ?)",
                taobao.row().id(),
                new byte[32],
                MailWorld.utc(NOON),
                MailWorld.utc(NOON));

        look();

        assertThat(row(YESTERDAY).found().kept()).isEqualTo(1);
        assertThat(row(YESTERDAY).found().missed()).isZero();
        assertThat(row(YESTERDAY).found().stored()).isZero();
    }

    @Test
    void aPlatformThatFailsMidwaySaysSoAndIsTriedAgain() {
        for (int i = 1; i <= 90; i++) {
            placed(i, DAY.plus(Duration.ofMinutes(10L * i)));
        }
        source.failsAtCall = 2;

        look();

        assertThat(row(YESTERDAY).endedAt()).isEmpty();
        assertThat(row(YESTERDAY).failure()).isEqualTo("Away");
        assertThat(row(YESTERDAY).found().listed())
                .as("no part of a list is a number")
                .isZero();
        assertThat(count("listed_order")).isZero();
        assertThat(stored()).isEmpty();
        nothingIsDue();

        world.clock.advance(Duration.ofMinutes(10));
        look();
        assertThat(row(YESTERDAY).tries()).isEqualTo(2);
        assertThat(row(YESTERDAY).failure()).isEmpty();
        assertThat(row(YESTERDAY).found().foundLate()).isEqualTo(90);
        assertThat(stored()).hasSize(90);
    }

    @Test
    void whereThePlatformHasNoListThatIsSaid() {
        var real = taobao.connect();
        census = hub(new Connector() {
            @Override
            public Shop shop() {
                return real.shop();
            }

            @Override
            public Instant platformNow() {
                return real.platformNow();
            }
        });

        look();

        assertThat(row(YESTERDAY).failure()).isEqualTo("no-list");
        assertThat(row(YESTERDAY).endedAt()).isEmpty();
    }

    @Test
    void aShopThatIsPausedMidwayIsLeftAndGoneOnWithLater() {
        placed(1, DAY.plusSeconds(3_600));
        source.meanwhile = () -> pauses.pause(Pauses.Kind.SHOP, PlayedTaobao.SHOP.value());
        look();
        assertThat(row(YESTERDAY).failure()).isEqualTo("stopped");
        assertThat(stored()).isEmpty();
        assertThat(count("listed_order")).isZero();

        source.meanwhile = () -> {};
        pauses.resume(Pauses.Kind.SHOP, PlayedTaobao.SHOP.value());
        world.clock.advance(Duration.ofMinutes(10));
        look();
        assertThat(row(YESTERDAY).found().foundLate()).isEqualTo(1);
    }

    @Test
    void aFaultOfOursIsNamedByNothingThatItCarries() {
        source.meanwhile = () -> {
            throw new IllegalStateException("buyer 13800000000");
        };
        look();
        assertThat(row(YESTERDAY).failure()).isEqualTo("internal");
    }

    @Test
    void beforeItsOwnHourNothingIsAskedAndOnceANightIsEnough() {
        world.clock.advance(Duration.ofHours(16));
        checkpoints.reached(taobao.row().id(), "orders", world.clock.instant(), 0);
        nothingIsDue();

        world.clock.advance(Duration.ofMinutes(30));
        days = 2;
        look();
        assertThat(row(LocalDate.of(2026, 11, 5)).endedAt()).isPresent();
        assertThat(row(YESTERDAY).endedAt()).isPresent();
        assertThat(book.find(taobao.row().id(), BEFORE, BEFORE)).isEmpty();
        nothingIsDue();
        world.clock.advance(Duration.ofHours(23));
        nothingIsDue();
        days = 0;
        world.clock.advance(Duration.ofHours(1));
        nothingIsDue();
        days = 1;
        look();
        assertThat(row(LocalDate.of(2026, 11, 6)).night()).isEqualTo(LocalDate.of(2026, 11, 7));
    }

    @Test
    void aShopThatIsOnlyReadOrStandsStillIsLeftAlone() {
        pauses.pause(Pauses.Kind.SHOP, PlayedTaobao.SHOP.value());
        nothingIsDue();
        pauses.resume(Pauses.Kind.SHOP, PlayedTaobao.SHOP.value());
        world.shops.observe(PlayedTaobao.SHOP);
        nothingIsDue();
        world.jdbc.update(
                "UPDATE shop SET state = 'live' WHERE id = ?", taobao.row().id());
        look();
        assertThat(row(YESTERDAY).endedAt()).isPresent();
    }

    @Test
    void whatTheShopsOwnReadingHasNotReachedIsNoMissButSaid() {
        placed(1, DAY.plusSeconds(3_600));
        var id = taobao.row().id();
        checkpoints.begin(id, "orders-history", DAY.minusSeconds(1), Optional.of(NOON));
        look();
        assertThat(row(YESTERDAY).failure()).isEqualTo("first-reading");

        world.clock.advance(Duration.ofMinutes(10));
        world.jdbc.update("UPDATE checkpoint SET watermark = ? WHERE stream = 'orders'", MailWorld.utc(DAY));
        look();
        assertThat(row(YESTERDAY).failure()).isEqualTo("polls-behind");
        assertThat(row(YESTERDAY).endedAt()).isEmpty();
        assertThat(stored()).isEmpty();
        assertThat(source.calls.get()).isZero();
    }

    @Test
    void whereNoOrderIsToldByItsNumberTheDayIsReadAgainAsAWhole() {
        placed(1, DAY.plusSeconds(3_600));
        placed(2, DAY.plusSeconds(7_200));
        store(1);
        census = hub(new ListOnly((OrderCensus) taobao.connect()));

        look();

        var row = row(YESTERDAY);
        assertThat(row.found().missing()).isEqualTo(1);
        assertThat(troubles()).as("it is being read").isEmpty();
        var backfill = row.backfill().orElseThrow();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            backfills().goOn();
            return backfills.find(backfill).orElseThrow().state() == Backfill.State.DONE;
        });
        assertThat(stored()).containsExactly("1", "2");

        look();
        assertThat(row(YESTERDAY).found().missing()).isZero();
        assertThat(row(YESTERDAY).found().foundLate()).isEqualTo(1);
        assertThat(row(YESTERDAY).backfill()).isEmpty();
        nothingIsDue();
    }

    @Test
    void oldLooksAreForgottenAndThoseWithSomethingMissingLater() {
        placed(1, DAY.plusSeconds(3_600));
        source.silent.add("1");
        days = 2;
        look();
        var retention = new Retention(world.jdbc, world.clock);
        world.clock.advance(Duration.ofDays(3));
        retention.syncRuns(Duration.ofDays(1));
        assertThat(book.find(taobao.row().id(), BEFORE, YESTERDAY))
                .extracting(one -> one.which().day())
                .containsExactly(YESTERDAY);
        world.clock.advance(Duration.ofDays(40));
        retention.syncRuns(Duration.ofDays(1));
        assertThat(count("order_census")).isZero();
    }

    private DailyCensus hub(Connector list) {
        var rereads = new Rereads(directory, backfills(), new PageDoor(taobao.routes()), world.clock);
        var door = new Censuses(directory, rereads, pauses, backfills, shop -> list);
        return new DailyCensus(
                new DailyCensus.Tables(world.shops, book, checkpoints, backfills),
                (shop, visit) -> door.begin(shop, visiting -> {
                    try {
                        visit.accept(visiting);
                    } finally {
                        visits.incrementAndGet();
                    }
                }),
                world.troubles,
                () -> new DailyCensus.Pace(LocalTime.of(4, 30), days),
                meters,
                world.clock);
    }

    private Backfills backfills() {
        return new Backfills(
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
                backfills,
                pauses,
                new PageDoor(taobao.routes()),
                shop -> taobao.connect());
    }

    /** Begins what is due and waits for its end. */
    private void look() {
        int before = visits.get();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            if (visits.get() == before) {
                census.look();
            }
            return visits.get() > before;
        });
    }

    private void nothingIsDue() {
        int before = visits.get();
        var calls = source.calls.get();
        census.look();
        try {
            lane.census().submit(() -> {}).get();
        } catch (InterruptedException | ExecutionException unexpected) {
            throw new AssertionError(unexpected);
        }
        assertThat(visits.get()).isEqualTo(before);
        assertThat(source.calls.get()).isEqualTo(calls);
    }

    private Row row(LocalDate day) {
        return book.find(taobao.row().id(), day, day).get(0);
    }

    private double gauge() {
        return meters.get("shophub.census.missing")
                .tag("shop", "taobao-one")
                .gauge()
                .value();
    }

    private static List<String> troubles() {
        return world.jdbc.queryForList("SELECT message FROM trouble WHERE kind = 'census'", String.class);
    }

    private static long count(String table) {
        return world.jdbc.queryForObject("SELECT COUNT(*) FROM " + table, Long.class);
    }

    private static List<String> stored() {
        return world.jdbc.queryForList("SELECT external_id FROM sales_order ORDER BY external_id", String.class);
    }

    /** As polls did. */
    private void store(int... ids) {
        var rereads = new Rereads(directory, backfills(), new PageDoor(taobao.routes()), world.clock);
        world.clock.advance(Duration.ofHours(-6));
        rereads.orders(
                PlayedTaobao.SHOP,
                IntStream.of(ids)
                        .mapToObj(id -> new ExternalId(Integer.toString(id)))
                        .toList());
        world.clock.advance(Duration.ofHours(6));
    }

    private static void placed(long tid, Instant at) {
        taobao.placed(tid, at, at.plusSeconds(60));
    }

    /** The shop's connector as far as its list goes, which tells no order by its number. */
    private static class ListOnly implements OrderCensus {

        final OrderCensus real;

        ListOnly(OrderCensus real) {
            this.real = real;
        }

        @Override
        public Listed ordersListed(Window window, Cursor cursor) {
            return real.ordersListed(window, cursor);
        }

        @Override
        public Page ordersPlaced(Window window, Cursor cursor) {
            throw new AssertionError("The list is enough");
        }

        @Override
        public Page orders(Window window, Cursor cursor) {
            throw new AssertionError("A day is listed by placing");
        }

        @Override
        public Reach ordersReach(Instant now) {
            return real.ordersReach(now);
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

    /** The same with numbers; it remembers which were asked for, keeps silent of some, and fails when it is told to. */
    private static final class Listing extends ListOnly implements OrderDetail {

        private final Set<String> silent = new HashSet<>();
        private final List<String> asked = new ArrayList<>();
        private final AtomicInteger calls = new AtomicInteger();
        private volatile int failsAtCall = -1;
        private volatile Runnable meanwhile = () -> {};

        private Listing(Connector real) {
            super((OrderCensus) real);
        }

        @Override
        public Listed ordersListed(Window window, Cursor cursor) {
            if (calls.incrementAndGet() == failsAtCall) {
                throw new UnavailableException("Away");
            }
            meanwhile.run();
            return super.ordersListed(window, cursor);
        }

        @Override
        public List<RawRecord> ordersById(List<ExternalId> ids) {
            ids.forEach(id -> asked.add(id.value()));
            return ((OrderDetail) real)
                    .ordersById(ids.stream()
                            .filter(id -> !silent.contains(id.value()))
                            .toList());
        }
    }
}
