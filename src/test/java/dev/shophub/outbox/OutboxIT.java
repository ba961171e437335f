package dev.shophub.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.model.SkuCode;
import dev.shophub.store.Mappings;
import dev.shophub.support.Rows;
import dev.shophub.support.TestDatabase;
import dev.shophub.support.WalkedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The table of messages: who may claim what and when, and what becomes of it. */
class OutboxIT {

    private static final Instant NOW = Instant.parse("2026-03-01T04:00:00Z");
    private static final Duration TOOK = Duration.ofMillis(7);
    private static final Outcome DELIVERED = new Outcome.Delivered("there");

    private static DataSource schema;

    private WalkedClock clock;
    private Rows rows;
    private TransactionTemplate transaction;
    private Outbox outbox;
    private Mappings mappings;
    private long shop;

    @BeforeAll
    static void migrate() {
        schema = TestDatabase.operations();
    }

    @BeforeEach
    void aLiveShopAndNoMessages() {
        clock = new WalkedClock(NOW);
        rows = new Rows(schema);
        for (var table : List.of(
                "attempt",
                "outbox",
                "order_line",
                "sales_order",
                "erp_link",
                "sku_mapping",
                "erp_product",
                "listing_variant",
                "shop")) {
            rows.jdbc().update("DELETE FROM " + table);
        }
        transaction = new TransactionTemplate(new DataSourceTransactionManager(schema));
        outbox = owned("here");
        mappings = new Mappings(rows.jdbc(), clock);
        shop = shop("live-shop", "live");
    }

    @Test
    void onlyTheOldestUndeliveredOfAnAggregateIsClaimed() {
        write(erp("A", "A1"), erp("B", "B1"), erp("A", "A2"));

        var first = outbox.claim(Destination.ERP, 10);
        assertThat(subjects(first)).containsExactly("A1", "B1");
        assertThat(outbox.claim(Destination.ERP, 10)).isEmpty();

        outbox.finish(List.of(first.get(0).id()), DELIVERED, TOOK);
        assertThat(subjects(outbox.claim(Destination.ERP, 10))).containsExactly("A2");
    }

    @Test
    void theSameAggregateOfAnotherShopOrDestinationIsAnother() {
        var other = shop("other-shop", "live");
        write(
                erp("A", "A1"),
                NewMessage.state(Destination.ERP, "order", other, "A", "A1", NOW),
                NewMessage.state(Destination.LISTING, "stock", shop, "A", "A1", NOW));

        assertThat(outbox.claim(Destination.LISTING, 10)).hasSize(1);
        assertThat(outbox.claim(Destination.ERP, 10))
                .extracting(OutboxMessage::shopId)
                .containsExactly(shop, other);
    }

    @Test
    void aMessageThatTellsAStateWaitsOnceAndIsWrittenAgainOnceItIsBeingSent() {
        write(erp("A", "A1"));
        write(erp("A", "A1"));
        assertThat(outbox.pending(Destination.ERP)).isEqualTo(1);

        claimOne(Destination.ERP);
        write(erp("A", "A1"));
        assertThat(outbox.pending(Destination.ERP)).isEqualTo(2);
    }

    @Test
    void whatIsRolledBackIsNeverTold() {
        transaction.executeWithoutResult(status -> {
            outbox.write(List.of(erp("A", "A1")));
            status.setRollbackOnly();
        });

        assertThat(outbox.claim(Destination.ERP, 10)).isEmpty();
    }

    @Test
    void aRetryWaitsItsTimeAndWhatCameLaterWaitsBehindIt() {
        write(erp("A", "A1"), erp("A", "A2"));
        var first = claimOne(Destination.ERP);
        outbox.retry(first.id(), NOW.plusSeconds(30), true, "unavailable", "HTTP 503", TOOK);

        clock.advance(Duration.ofMillis(29_999));
        assertThat(outbox.claim(Destination.ERP, 10)).isEmpty();
        clock.advance(Duration.ofMillis(1));
        var again = claimOne(Destination.ERP);
        assertThat(again.subject()).isEqualTo("A1");
        assertThat(again.attempts()).isEqualTo(1);

        outbox.retry(again.id(), clock.instant().plusSeconds(120), true, "unavailable", "HTTP 503", TOOK);
        clock.advance(Duration.ofSeconds(119));
        assertThat(outbox.claim(Destination.ERP, 10)).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        outbox.finish(List.of(claimOne(Destination.ERP).id()), DELIVERED, TOOK);
        assertThat(claimOne(Destination.ERP).subject()).isEqualTo("A2");
        assertThat(column("SELECT outcome FROM attempt ORDER BY id"))
                .containsExactly("unavailable", "unavailable", "delivered");
    }

    @Test
    void laterIsNoAttempt() {
        write(erp("A", "A1"));
        outbox.finish(List.of(claimOne(Destination.ERP).id()), new Outcome.Later(Duration.ofSeconds(2), "soon"), TOOK);

        assertThat(outbox.claim(Destination.ERP, 10)).isEmpty();
        clock.advance(Duration.ofSeconds(2));
        assertThat(claimOne(Destination.ERP).attempts()).isZero();
        assertThat(column("SELECT outcome FROM attempt")).isEmpty();
    }

    @Test
    void aDeadLetterHoldsUpNobodyAndIsReplayedById() {
        write(erp("A", "A1"), erp("A", "A2"));
        var first = claimOne(Destination.ERP);
        outbox.dead(first.id(), "rejected", "The ERP refuses it", TOOK);

        assertThat(outbox.dead(Destination.ERP)).isEqualTo(1);
        assertThat(claimOne(Destination.ERP).subject()).isEqualTo("A2");

        assertThat(outbox.requeue().replay(first.id())).isTrue();
        assertThat(outbox.requeue().replay(first.id())).as("It waits already").isFalse();
        assertThat(outbox.dead(Destination.ERP)).isZero();
        assertThat(claimOne(Destination.ERP))
                .satisfies(again -> assertThat(again.id()).isEqualTo(first.id()))
                .satisfies(again -> assertThat(again.attempts()).isZero());
    }

    @Test
    void allDeadLettersOfADestinationAreReplayedAndNoOthers() {
        write(erp("A", "A1"), erp("B", "B1"), stock("7"));
        for (var message : outbox.claim(Destination.ERP, 10)) {
            outbox.dead(message.id(), "rejected", "", TOOK);
        }
        outbox.dead(claimOne(Destination.LISTING).id(), "rejected", "", TOOK);

        assertThat(outbox.requeue().replay(Destination.ERP)).isEqualTo(2);
        assertThat(subjects(outbox.claim(Destination.ERP, 10))).containsExactly("A1", "B1");
        assertThat(outbox.dead(Destination.LISTING)).isEqualTo(1);
    }

    @Test
    void aNewerParkedMessageReplacesTheOlderOfTheSame() {
        write(erp("A", "A1"));
        park(claimOne(Destination.ERP));
        write(erp("A", "A2"));
        park(claimOne(Destination.ERP));
        write(erp("A", "A1"));
        park(claimOne(Destination.ERP));

        assertThat(column("SELECT CONCAT(subject, ' ', state) FROM outbox ORDER BY id"))
                .containsExactly("A1 replaced", "A2 parked", "A1 parked");
    }

    @Test
    void parkedMailsAreNeverReplaced() {
        write(mail("first", "to@example.org", "group"), mail("first", "to@example.org", "group"));
        park(claimOne(Destination.MAIL));
        park(claimOne(Destination.MAIL));

        assertThat(column("SELECT state FROM outbox")).containsExactly("parked", "parked");
    }

    @Test
    void mappingTheLastUnmappedCodeReleasesTheOrder() {
        order("A", "PAID", NOW, "TS-1", "TS-2");
        order("B", "PAID", NOW, "TS-3");
        write(erp("A", "A"), erp("B", "B"));
        outbox.claim(Destination.ERP, 10).forEach(this::park);

        mappings.map(shop, new SkuCode("TS-1"), new SkuCode("10001"), "somebody");
        assertThat(outbox.requeue().releaseMapped()).isZero();
        mappings.map(shop, new SkuCode("TS-2"), new SkuCode("10002"), "somebody");
        assertThat(outbox.requeue().releaseMapped()).isEqualTo(1);
        assertThat(subjects(outbox.claim(Destination.ERP, 10))).containsExactly("A");
    }

    @Test
    void whatIsParkedForAnotherReasonIsNotReleased() {
        order("A", "PAID", NOW, "TS-1");
        write(erp("A", "A"));
        outbox.finish(
                List.of(claimOne(Destination.ERP).id()), new Outcome.Parked("held-by-route", "deliver-erp"), TOOK);
        mappings.map(shop, new SkuCode("TS-1"), new SkuCode("10001"), "somebody");

        assertThat(outbox.requeue().releaseMapped()).isZero();
    }

    private void theErp() {
        rows.insert("shop", "id", 99, "shop_key", "erp", "role", "erp", "state", "live", "time_zone", "UTC");
    }

    @Test
    void equalAndUniqueCodesMapThemselvesAndReleaseTheirOrders() {
        theErp();
        for (var erpSku : List.of("TS-1", "TS-2", "ts-2", "TWICE", "ORDERED")) {
            rows.insert("erp_product", "shop_id", 99, "external_id", erpSku);
        }
        variant(1, "a", "TS-1");
        variant(1, "b", "TS-2");
        variant(1, "c", "ts-2");
        variant(1, "d", "ts-1");
        variant(2, "a", "TWICE");
        variant(2, "b", "TWICE");
        order("A", "PAID", NOW, "TS-1", "ts-2", "ORDERED");
        order("B", "PAID", NOW, "TWICE");
        write(erp("A", "A"), erp("B", "B"));
        outbox.claim(Destination.ERP, 10).forEach(this::park);

        assertThat(mappings.mapEqualCodes()).isEqualTo(4);
        assertThat(mappings.mapEqualCodes()).isZero();
        assertThat(column("SELECT CONCAT(code, '=', erp_sku) FROM sku_mapping ORDER BY code"))
                .containsExactly("ORDERED=ORDERED", "TS-1=TS-1", "TS-2=TS-2", "ts-2=ts-2");
        assertThat(outbox.requeue().releaseMapped()).isEqualTo(1);
        assertThat(claimOne(Destination.ERP).subject()).isEqualTo("A");
    }

    @Test
    void aPersonsMappingIsNeverOverwritten() {
        theErp();
        rows.insert("erp_product", "shop_id", 99, "external_id", "TS-1");
        variant(1, "a", "TS-1");
        mappings.map(shop, new SkuCode("TS-1"), new SkuCode("10001"), "somebody");

        assertThat(mappings.mapEqualCodes()).isZero();
        assertThat(mappings.find(shop, List.of(new SkuCode("TS-1"))).values()).containsExactly(new SkuCode("10001"));
    }

    @Test
    void whatAnotherProcessWasSendingIsTakenBackAndNotOnesOwn() {
        write(erp("A", "A1"), erp("B", "B1"), erp("A", "A2"));
        assertThat(subjects(owned("killed").claim(Destination.ERP, 1))).containsExactly("A1");
        assertThat(claimOne(Destination.ERP).subject()).isEqualTo("B1");

        assertThat(outbox.takeBack()).isEqualTo(1);
        assertThat(subjects(outbox.claim(Destination.ERP, 10))).containsExactly("A1");
        assertThat(outbox.takeBack()).isZero();
    }

    @Test
    void mailsOfOneGroupAndAddressAreAlike() {
        write(
                mail("1", "to@example.org", "group"),
                mail("2", "to@example.org", "group"),
                mail("3", "to@example.org", "another"),
                mail("4", "cc@example.org", "group"),
                mail("5", "to@example.org", ""));
        var claimed = outbox.claim(Destination.MAIL, 10);
        assertThat(subjects(claimed)).containsExactly("1", "3", "4", "5");

        var alike = outbox.alike(claimed.get(0));
        assertThat(subjects(alike)).containsExactly("1", "2");
        assertThat(subjects(outbox.alike(claimed.get(3)))).containsExactly("5");

        outbox.finish(alike.stream().map(OutboxMessage::id).toList(), DELIVERED, TOOK);
        assertThat(outbox.claim(Destination.MAIL, 10)).isEmpty();
    }

    @Test
    void goingLiveFromAnEarlierMomentTellsOfEveryOrderPaidSinceOnce() {
        order("before", "PAID", NOW.minusSeconds(3601), "TS-1");
        order("since", "COMPLETED", NOW.minusSeconds(3600), "TS-1");
        order("unpaid", "UNPAID", NOW, "TS-1");
        order("empty", "PAID", NOW);
        order("known", "PAID", NOW, "TS-1");
        rows.insert("erp_link", "shop_id", shop, "kind", "order", "external_id", "known", "order_external_id", "known");
        order("dead", "PAID", NOW, "TS-1");
        write(erp("dead", "dead"));
        outbox.dead(claimOne(Destination.ERP).id(), "rejected", "", TOOK);

        assertThat(outbox.requeue().enqueueOrdersSince(shop, NOW.minusSeconds(3600)))
                .isEqualTo(1);
        assertThat(outbox.requeue().enqueueOrdersSince(shop, NOW.minusSeconds(3600)))
                .isZero();
        assertThat(subjects(outbox.claim(Destination.ERP, 10))).containsExactly("since");
    }

    @Test
    void onlyLiveShopsAreServedAndTheHubsOwnMessagesAlways() {
        var observed = shop("observed-shop", "observing");
        var paused = shop("paused-shop", "paused");
        write(
                NewMessage.state(Destination.ERP, "order", observed, "A", "A", NOW),
                NewMessage.state(Destination.ERP, "order", paused, "A", "A", NOW),
                erp("A", "A"),
                NewMessage.mail("daily", 0, "", "2026-03-01", "to@example.org", Map.of(), NOW),
                NewMessage.mail("review", paused, "", "9", "to@example.org", Map.of(), NOW));

        assertThat(outbox.claim(Destination.ERP, 10))
                .extracting(OutboxMessage::shopId)
                .containsExactly(shop);
        assertThat(claimOne(Destination.MAIL)).satisfies(daily -> {
            assertThat(daily.kind()).isEqualTo("daily");
            assertThat(daily.shop()).isEmpty();
        });

        rows.jdbc().update("UPDATE shop SET state = 'live'");
        assertThat(outbox.claim(Destination.ERP, 10))
                .extracting(OutboxMessage::shopId)
                .containsExactly(observed, paused);
    }

    @Test
    void theFiguresTellWhatCouldBeSentAndIsNot() {
        assertThat(outbox.age(Destination.ERP)).isZero();
        var observed = shop("observed-shop", "observing");
        write(NewMessage.state(Destination.ERP, "order", observed, "A", "A", NOW));
        clock.advance(Duration.ofSeconds(10));
        write(
                erp("A", "A1"),
                new NewMessage(
                        Destination.ERP,
                        "order",
                        shop,
                        "B",
                        "B1",
                        "",
                        "",
                        Map.of(),
                        true,
                        clock.instant().plusSeconds(60)));

        clock.advance(Duration.ofSeconds(50));
        assertThat(outbox.pending(Destination.ERP)).isEqualTo(3);
        assertThat(outbox.age(Destination.ERP)).isEqualTo(Duration.ofSeconds(50));
        assertThat(outbox.age(Destination.MAIL)).isZero();

        var claimed = claimOne(Destination.ERP);
        assertThat(outbox.age(Destination.ERP)).as("What is being sent counts").isEqualTo(Duration.ofSeconds(50));
        outbox.retry(claimed.id(), clock.instant().plusSeconds(600), true, "unavailable", "", TOOK);
        clock.advance(Duration.ofSeconds(5));
        assertThat(outbox.age(Destination.ERP)).as("So does what failed").isEqualTo(Duration.ofSeconds(55));

        outbox.dead(claimed.id(), "rejected", "", TOOK);
        assertThat(outbox.age(Destination.ERP)).as("B is not due yet").isZero();
        clock.advance(Duration.ofSeconds(9));
        assertThat(outbox.age(Destination.ERP)).isEqualTo(Duration.ofSeconds(4));
        assertThat(outbox.dead(Destination.ERP)).isEqualTo(1);
        assertThat(outbox.pending(Destination.ERP)).isEqualTo(2);
    }

    @Test
    void whatAShopRefusedIsDueWhenItsAccessIsBackByItselfOnce() {
        write(
                NewMessage.state(Destination.LISTING, "stock", shop, "A", "A", NOW),
                NewMessage.state(Destination.LISTING, "stock", shop, "B", "B", NOW));
        for (var message : outbox.claim(Destination.LISTING, 10)) {
            var kind = message.aggregate().equals("A") ? "AuthFailed" : "Unavailable";
            outbox.retry(message.id(), NOW.plusSeconds(3600), false, kind, "", TOOK);
        }
        assertThat(outbox.requeue().accessReturned(shop + 1)).isZero();
        assertThat(outbox.requeue().accessReturned(shop)).isEqualTo(1);
        var refused = claimOne(Destination.LISTING);
        assertThat(refused.aggregate()).isEqualTo("A");

        outbox.retry(refused.id(), NOW.plusSeconds(3600), false, "AuthFailed", "", TOOK);
        assertThat(outbox.requeue().accessReturned(shop)).as("refused again").isZero();
        assertThat(outbox.requeue().accessGranted(shop)).as("by a person").isEqualTo(1);
        assertThat(claimOne(Destination.LISTING).aggregate()).isEqualTo("A");
    }

    @Test
    void twoProcessesClaimingAtOnceHandOutEveryMessageOnceAndInOrder() throws Exception {
        for (int number = 0; number < 10; number++) {
            var round = number;
            transaction.executeWithoutResult(status -> outbox.write(IntStream.range(0, 50)
                    .mapToObj(aggregate -> erp("A" + aggregate, "A" + aggregate + "-" + round))
                    .toList()));
        }
        var handedOut = new ConcurrentHashMap<String, List<String>>();
        var processes = List.of(owned("one"), owned("two"));
        var threads = Executors.newFixedThreadPool(8);
        try {
            var work = new ArrayList<Callable<Void>>();
            for (int thread = 0; thread < 8; thread++) {
                var process = processes.get(thread % 2);
                work.add(() -> deliverAll(process, handedOut));
            }
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(handedOut).hasSize(50);
        handedOut.forEach((aggregate, handed) -> assertThat(handed)
                .containsExactlyElementsOf(IntStream.range(0, 10)
                        .mapToObj(number -> aggregate + "-" + number)
                        .toList()));
    }

    private static Void deliverAll(Outbox process, Map<String, List<String>> handedOut) {
        while (process.pending(Destination.ERP) > 0) {
            for (var message : process.claim(Destination.ERP, 7)) {
                handedOut
                        .computeIfAbsent(message.aggregate(), none -> Collections.synchronizedList(new ArrayList<>()))
                        .add(message.subject());
                process.finish(List.of(message.id()), DELIVERED, TOOK);
            }
        }
        return null;
    }

    private Outbox owned(String owner) {
        return new Outbox(new JdbcTemplate(schema), transaction, clock, owner);
    }

    private long shop(String key, String state) {
        return rows.insert(
                "shop", "shop_key", key, "role", "shop", "state", state, "time_zone", "UTC", "go_live_from", NOW);
    }

    private void order(String id, String status, Instant paidAt, String... codes) {
        var order = rows.insert(
                "sales_order",
                "shop_id",
                shop,
                "external_id",
                id,
                "status",
                status,
                "placed_at",
                paidAt,
                "paid_at",
                status.equals("UNPAID") ? null : paidAt,
                "line_count",
                codes.length);
        for (var code : codes) {
            rows.insert("order_line", "order_id", order, "external_id", code, "code", code, "quantity", 1);
        }
    }

    private void variant(long listing, String sku, String code) {
        rows.insert("listing_variant", "listing_id", listing, "sku_id", sku, "shop_id", shop, "code", code);
    }

    private NewMessage erp(String aggregate, String subject) {
        return NewMessage.state(Destination.ERP, "order", shop, aggregate, subject, clock.instant());
    }

    private NewMessage stock(String item) {
        return NewMessage.state(Destination.LISTING, "stock", shop, item, item, clock.instant());
    }

    private NewMessage mail(String subject, String recipient, String group) {
        return NewMessage.mail("review", shop, group, subject, recipient, Map.of(), clock.instant());
    }

    private void write(NewMessage... messages) {
        transaction.executeWithoutResult(status -> outbox.write(List.of(messages)));
    }

    private OutboxMessage claimOne(Destination destination) {
        var claimed = outbox.claim(destination, 1);
        assertThat(claimed).hasSize(1);
        return claimed.get(0);
    }

    private void park(OutboxMessage message) {
        outbox.finish(List.of(message.id()), new Outcome.Parked("unmapped-sku", "named here"), TOOK);
    }

    private List<String> column(String sql) {
        return rows.jdbc().queryForList(sql, String.class);
    }

    private static List<String> subjects(List<OutboxMessage> messages) {
        return messages.stream().map(OutboxMessage::subject).toList();
    }
}
