package dev.shophub.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.shophub.alert.ShopTitles;
import dev.shophub.connector.AccountSource;
import dev.shophub.connector.Authorizing;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tokens;
import dev.shophub.connector.UnavailableException;
import dev.shophub.erp.ErpRule;
import dev.shophub.listing.Brakes;
import dev.shophub.listing.Standstill;
import dev.shophub.model.Account;
import dev.shophub.model.ShopKey;
import dev.shophub.model.StockFormula;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.reconcile.Audit;
import dev.shophub.reconcile.DueRule;
import dev.shophub.reconcile.Patience;
import dev.shophub.reconcile.Preview;
import dev.shophub.settings.ConfiguredShop;
import dev.shophub.settings.ConfiguredShops;
import dev.shophub.settings.DueSettings;
import dev.shophub.settings.Release;
import dev.shophub.store.AesKey;
import dev.shophub.store.BuyerKeys;
import dev.shophub.store.ItemStock;
import dev.shophub.store.Mappings;
import dev.shophub.store.OrderReader;
import dev.shophub.store.PersonalReadings;
import dev.shophub.store.ReviewFacts;
import dev.shophub.store.Shops;
import dev.shophub.store.SteeringDeeds;
import dev.shophub.store.StoredOrders;
import dev.shophub.support.OutboxRow;
import dev.shophub.support.Rows;
import dev.shophub.support.TestDatabase;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every verb on a real database with rows written by hand. */
class VerbsIT {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final DataSource operations = TestDatabase.operations();
    private final Rows rows = new Rows(operations);
    private final AtomicInteger wakes = new AtomicInteger();
    private final Keys keys = new Keys();
    private final List<String> configured = new ArrayList<>();
    private final List<String> moved = new ArrayList<>();
    private Optional<Account> store = Optional.empty();
    private boolean storeAnswers = true;
    private long shop;

    @BeforeEach
    void aShop() {
        shop = rows.insert(
                "shop",
                "shop_key",
                "taobao-demo",
                "platform",
                "taobao",
                "role",
                "shop",
                "title",
                "示例旗舰店",
                "time_zone",
                "Asia/Shanghai",
                "state",
                "live",
                "go_live_from",
                NOW.minus(Duration.ofDays(1)),
                "account_id",
                "seller-1");
        long erp = rows.insert(
                "shop", "shop_key", "erp", "platform", "rest", "role", "erp", "time_zone", "UTC", "state", "live");
        rows.insert(
                "checkpoint", "shop_id", erp, "stream", "stock", "watermark", NOW, "last_good_at", NOW.minusSeconds(4));
    }

    @Test
    void statusKeepsItsFirstKeysAndSaysGoodWhenNothingIsWrong() {
        message("erp", "order", "1", "waiting");
        var status = typed("status", "--json");
        assertThat(status.exitCode()).isZero();
        assertThat(status.json().fieldNames()).toIterable().startsWith("mode", "ok", "shops");
        assertThat(status.json().get("mode").asText()).isEqualTo("demo");
        var first = status.json().get("shops").get(0);
        assertThat(first.fieldNames())
                .toIterable()
                .startsWith("shop", "platform", "title", "state", "goLiveFrom", "waiting");
        assertThat(first.get("state").asText()).isEqualTo("live");
        assertThat(first.get("goLiveFrom").asText()).isEqualTo("2026-11-22T04:00:00Z");
        assertThat(first.get("waiting").asLong()).isEqualTo(1);
        assertThat(status.json().get("shops")).hasSize(1);
        assertThat(status.json().get("erp").get(0).get("freshnessSeconds").asLong())
                .isEqualTo(4);
    }

    @Test
    void statusTellsWhatAGoLiveWouldSendAndHowFarTheFirstReadingIs() {
        rows.jdbc().update("UPDATE shop SET state = 'observing', go_live_from = NULL WHERE id = ?", shop);
        message("erp", "order", "1", "waiting");
        message("erp", "order", "2", "waiting");
        message("mail", "review", "3", "waiting");
        rows.insert(
                "checkpoint",
                "shop_id",
                shop,
                "stream",
                "orders-history",
                "watermark",
                NOW.minus(Duration.ofDays(25)),
                "started_from",
                NOW.minus(Duration.ofDays(100)),
                "target",
                NOW);
        var status = typed("status", "taobao-demo");
        assertThat(status.exitCode()).isZero();
        assertThat(status.out())
                .contains(
                        "taobao-demo is observed, go-live would send: 2 erp/order, 1 mail/review".replace("erp", "ERP"))
                .contains("75%")
                .contains("./hub go-live taobao-demo");
        assertThat(typed("status", "--json")
                        .json()
                        .get("shops")
                        .get(0)
                        .get("goLiveFrom")
                        .isNull())
                .isTrue();
    }

    @Test
    void statusOfAnObservedShopListsWhatWouldHaveBeenSentAndWhyTheFirstFiftyOfEachKind() {
        rows.jdbc()
                .update(
                        "UPDATE shop SET state = 'observing', go_live_from = NULL, first_seen_at = '2020-01-01' WHERE id = ?",
                        shop);
        for (var number = 0; number < 60; number++) {
            message("erp", "order", "o" + number, "waiting");
        }
        order("o0", "PAID", "TS-1");
        order("o1", "PAID", "TS-2");
        order("o2", "UNPAID", "TS-1");
        rows.insert("sku_mapping", "shop_id", shop, "code", "TS-1", "erp_sku", "E-1", "origin", "auto");
        long erp = rows.jdbc().queryForObject("SELECT id FROM shop WHERE role = 'erp'", Long.class);
        rows.insert("erp_stock", "shop_id", erp, "external_id", "E-1", "available", 3);
        long listing = rows.insert(
                "listing", "shop_id", shop, "external_id", "i1", "title", "杯子", "state", "UP", "currency", "CNY");
        rows.insert("listing_variant", "listing_id", listing, "sku_id", "1", "shop_id", shop, "code", "TS-1");
        rows.insert("stock_level", "shop_id", shop, "item_id", "i1", "sku_id", "1", "code", "TS-1", "quantity", 5);
        message("listing", "stock", "i1", "waiting");
        message("mail", "review", "r1", "waiting");
        var status = typed("status", "taobao-demo");
        assertThat(status.err()).isEmpty();
        assertThat(status.out())
                .contains("Would go to ERP, order: 60, the first 50:")
                .contains("would be sent", "would be parked: SKU not mapped", "not sent: unpaid", "TS-2")
                .contains("5 → 3", "stock would change", "o49")
                .doesNotContain("o50");
        var first = typed("status", "taobao-demo", "--json")
                .json()
                .get("shops")
                .get(0)
                .get("wouldSend");
        assertThat(first.findValuesAsText("kind")).containsExactlyInAnyOrder("order", "stock", "review");
        assertThat(typed("status", "--json").json().get("shops").get(0).get("wouldSend"))
                .as("all shops: counts are enough")
                .isEmpty();

        rows.insert("stock_formula", "shop_id", shop, "sku", "E-1", "buffer", 1, "share_percent", 50);
        assertThat(typed("status", "taobao-demo").out())
                .as("half of 3 less 1")
                .contains("5 → 1")
                .doesNotContain("5 → 3");
    }

    private void order(String id, String status, String code) {
        long order = rows.insert(
                "sales_order",
                "shop_id",
                shop,
                "external_id",
                id,
                "placed_at",
                NOW,
                "paid_at",
                NOW,
                "status",
                status,
                "currency",
                "CNY",
                "total",
                59,
                "line_count",
                1);
        rows.insert(
                "order_line",
                "order_id",
                order,
                "external_id",
                "1",
                "refund",
                "NONE",
                "item_id",
                "i1",
                "code",
                code,
                "title",
                "杯子",
                "quantity",
                2,
                "status",
                status);
    }

    @Test
    void statusFindsTroubleInATroubleAPausedShopAndADeadLetter() {
        rows.insert(
                "trouble",
                "trouble_key",
                "taobao-demo/orders",
                "kind",
                "auth",
                "shop_id",
                shop,
                "message",
                "Access refused",
                "since",
                NOW);
        assertThat(typed("status").exitCode()).isEqualTo(ExitCode.TROUBLE);
        rows.jdbc().update("DELETE FROM trouble");
        assertThat(typed("status").exitCode()).isZero();
        rows.jdbc().update("UPDATE shop SET state = 'paused', paused_reason = 'Token refused' WHERE id = ?", shop);
        assertThat(typed("status").out()).contains("Token refused").contains("./hub authorize taobao-demo");
        assertThat(typed("status").exitCode()).isEqualTo(ExitCode.TROUBLE);
        rows.jdbc().update("UPDATE shop SET state = 'live' WHERE id = ?", shop);
        message("erp", "order", "1", "dead");
        assertThat(typed("status", "--json").json().get("ok").asBoolean()).isFalse();
    }

    @Test
    void statusTellsWhatPeopleHoldAndThatIsNoTrouble() {
        rows.insert(
                "shop",
                "shop_key",
                "taobao-two",
                "platform",
                "taobao",
                "role",
                "shop",
                "state",
                "live",
                "time_zone",
                "Asia/Shanghai");
        rows.insert("order_hold", "typed", "TS-9", "name", "TS-9", "below", 8, "author", "wang", "made_at", NOW);
        rows.insert("order_hold", "typed", "taobao-two", "author", "li", "made_at", NOW);
        rows.insert("stock_freeze", "typed", "all", "author", "chen", "since", NOW, "until_at", NOW.plusSeconds(3600));
        var status = typed("status", "--json").json();
        assertThat(status.get("standing").findValuesAsText("target")).containsExactly("TS-9", "taobao-two", "all");
        assertThat(status.get("standing").get(0).get("below").asText()).isEqualTo("8");
        assertThat(status.get("ok").asBoolean()).isTrue();
        assertThat(typed("status", "taobao-demo").out())
                .contains("orders of TS-9, by wang since 2026-11-23 04:00", "stock of all is being counted, by chen")
                .doesNotContain("by li");
    }

    @Test
    void statusTellsWhatIsOversoldAndCountsItAsNoTroubleOfTheHub() {
        rows.insert("oversold", "erp_sku", "CUP-1", "title", "青花品茗杯", "missing", 2, "since", NOW, "found_at", NOW);
        var status = typed("status", "--json").json();
        assertThat(status.get("oversold")).hasSize(1);
        assertThat(status.get("oversold").get(0).get("sku").asText()).isEqualTo("CUP-1");
        assertThat(status.get("oversold").get(0).get("missing").asLong()).isEqualTo(2);
        assertThat(status.get("ok").asBoolean()).isTrue();
        assertThat(typed("status").out()).contains("CUP-1 青花品茗杯: 2 too many");
    }

    @Test
    void anUnknownShopCouldNotRunAndTheNearestIsNamed() {
        var status = typed("status", "taobao-demmo");
        assertThat(status.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(status.err()).contains("taobao-demmo").contains("Did you mean: taobao-demo?");
        assertThat(typed("status", "NO SHOP").exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    }

    @Test
    void parkedListsEverythingThatWaitsForAPersonWithItsNextCommand() {
        long dead = message("erp", "order", "1", "dead");
        long parked = message("erp", "order", "2", "parked");
        rows.jdbc().update("UPDATE outbox SET reason = 'unmapped-sku', detail = 'TS-9, TS-10' WHERE id = ?", parked);
        long held = message("erp", "order", "3", "parked");
        rows.jdbc().update("UPDATE outbox SET reason = 'held-by-route', detail = 'deliver-erp' WHERE id = ?", held);
        rows.insert(
                "quarantine",
                "shop_id",
                shop,
                "stream",
                "orders",
                "external_id",
                "4",
                "field",
                "payTime",
                "reason",
                "Not a time",
                "first_at",
                NOW.minusSeconds(60));
        var items = typed("parked", "--shop", "taobao-demo", "--json");
        assertThat(items.exitCode()).isZero();
        assertThat(items.json()).hasSize(4);
        assertThat(items.json().findValuesAsText("type")).containsExactly("dead", "quarantine", "parked", "held");
        assertThat(items.json().findValuesAsText("next"))
                .containsExactly(
                        "./hub replay " + dead,
                        "./hub status taobao-demo",
                        "./hub map taobao-demo TS-9 ERP_SKU",
                        "./hub replay " + held);
        assertThat(items.json().get(1).get("ageSeconds").asLong()).isEqualTo(60);
        assertThat(typed("parked").out()).contains("unmapped-sku: TS-9, TS-10");
    }

    @Test
    void mapReleasesTheOrdersThatWaitedForTheSku() {
        long order = rows.insert("sales_order", "shop_id", shop, "external_id", "2", "currency", "CNY");
        rows.insert("order_line", "order_id", order, "external_id", "21", "item_id", "7", "code", "TS-9");
        long parked = message("erp", "order", "2", "parked");
        rows.jdbc().update("UPDATE outbox SET reason = 'unmapped-sku' WHERE id = ?", parked);
        rows.insert("erp_product", "external_id", "10086");
        rows.insert("listing_variant", "listing_id", 1, "shop_id", shop, "code", "TS-9");
        var mapped = typed("map", "taobao-demo", "TS-9", "10086");
        assertThat(mapped.exitCode()).isZero();
        assertThat(mapped.out()).contains("1 orders go on");
        assertThat(state(parked)).isEqualTo("waiting");
        assertThat(rows.jdbc().queryForObject("SELECT origin FROM sku_mapping WHERE code = 'TS-9'", String.class))
                .isEqualTo("manual");
        assertThat(wakes).hasValue(1);
    }

    @Test
    void mapNamesTheNearestCodesWhenNoneFits() {
        rows.insert("erp_product", "external_id", "10086");
        rows.insert("listing_variant", "listing_id", 1, "shop_id", shop, "code", "TS-9");
        assertThat(typed("map", "taobao-demo", "TS-8", "10086"))
                .satisfies(wrong -> assertThat(wrong.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN))
                .satisfies(wrong -> assertThat(wrong.err()).contains("TS-9"));
        assertThat(typed("map", "taobao-demo", "TS-9", "10087").err()).contains("10086");
    }

    @Test
    void replaySendsByIdAndByKind() {
        long one = message("erp", "order", "1", "dead");
        long two = message("erp", "order", "2", "dead");
        long mail = message("mail", "review", "3", "dead");
        assertThat(typed("replay", Long.toString(one)).exitCode()).isZero();
        assertThat(state(one)).isEqualTo("waiting");
        assertThat(state(two)).isEqualTo("dead");
        assertThat(typed("replay", "--kind", "erp").out()).contains("1 messages");
        assertThat(state(two)).isEqualTo("waiting");
        assertThat(state(mail)).isEqualTo("dead");
        assertThat(typed("replay", "999999").exitCode()).isEqualTo(ExitCode.TROUBLE);
        assertThat(typed("replay").exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(typed("replay", "--kind", "fax").exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(typed("replay", "1", "--kind", "erp").exitCode()).isEqualTo(ExitCode.WRONG_USE);
    }

    @Test
    void goLiveReadsTheMomentInTheShopsZone() {
        rows.jdbc().update("UPDATE shop SET state = 'observing', go_live_from = NULL WHERE id = ?", shop);
        var live = typed("go-live", "taobao-demo", "--from", "2026-11-11 00:00");
        assertThat(live.exitCode()).isZero();
        assertThat(live.out()).contains("2026-11-11 00:00:00").contains("Asia/Shanghai");
        assertThat(goLiveFrom()).isEqualTo("2026-11-10 16:00:00.000");
        assertThat(shopState()).isEqualTo("live");
        assertThat(typed("go-live", "taobao-demo", "--from", "2026-11-12").exitCode())
                .isZero();
        assertThat(goLiveFrom()).isEqualTo("2026-11-11 16:00:00.000");
        assertThat(typed("go-live", "taobao-demo").exitCode()).isZero();
        assertThat(goLiveFrom())
                .as("what waited is kept: a shop that was live goes on from the moment it had")
                .isEqualTo("2026-11-11 16:00:00.000");
        rows.jdbc().update("UPDATE shop SET state = 'observing', go_live_from = NULL WHERE id = ?", shop);
        assertThat(typed("go-live", "taobao-demo").exitCode()).isZero();
        assertThat(goLiveFrom()).as("the first time: now").isEqualTo("2026-11-23 04:00:00.000");
        assertThat(typed("go-live", "taobao-demo", "--from", "tomorrow").exitCode())
                .isEqualTo(ExitCode.WRONG_USE);
    }

    @Test
    void observeReturnsOnlyWhenNothingIsBeingSentAnyMore() throws InterruptedException {
        long sending = message("erp", "order", "1", "sending");
        message("erp", "order", "2", "waiting");
        var delivery = new Thread(() -> {
            while (!"observing".equals(shopState())) {
                Thread.onSpinWait();
            }
            rows.jdbc().update("UPDATE outbox SET state = 'delivered' WHERE id = ?", sending);
        });
        delivery.start();
        var observing = typed("observe", "taobao-demo");
        delivery.join();
        assertThat(observing.exitCode()).isZero();
        assertThat(observing.out()).contains("1 messages are kept");
        assertThat(state(sending)).isEqualTo("delivered");
    }

    @Test
    void authorizeKeepsTheTokensOfTheSameSellerAndResumesTheShop() {
        rows.jdbc().update("UPDATE shop SET state_before_pause = state, state = 'paused' WHERE id = ?", shop);
        var done = typedWith(
                "https://hub.example/back?code=abc&state=" + Keys.STATE_MARK + "\n", "authorize", "taobao-demo");
        assertThat(done.exitCode()).as(done.err()).isEqualTo(ExitCode.COULD_NOT_RUN);
        done = typedWith("https://hub.example/back?code=abc\n", "authorize", "taobao-demo");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out())
                .contains("https://seller.example/authorize?state=")
                .contains("runs again");
        assertThat(shopState()).isEqualTo("live");
        assertThat(keys.stored).containsExactly("abc");
    }

    @Test
    void afterAnAuthorisationTheGapIsToldAndItsProgress() {
        var since = NOW.minus(Duration.ofHours(10));
        rows.insert(
                "checkpoint",
                "shop_id",
                shop,
                "stream",
                "orders",
                "watermark",
                NOW.minus(Duration.ofHours(4)),
                "last_good_at",
                since);
        assertThat(typed("status", "--json")
                        .json()
                        .at("/shops/0/streams/0/catchingUp")
                        .asInt())
                .isEqualTo(60);
        assertThat(typed("status").out()).contains("catching up: 60%");
        var looks = new AtomicInteger();
        var door = new HubDoor() {

            private final HubDoor hub = new LocalDoor(verbs(), () -> {});

            @Override
            public <A, R> R call(VerbCall<A, R> verb, A request) {
                if (verb.name().equals("status") && looks.incrementAndGet() == 3) {
                    rows.jdbc()
                            .update("UPDATE checkpoint SET watermark = '2026-11-23 04:00:00', last_good_at = watermark"
                                    + " WHERE shop_id = " + shop);
                }
                return hub.call(verb, request);
            }

            @Override
            public void close() {
                hub.close();
            }
        };
        var done = TypedVerb.in("en", door, CLOCK, "", "authorize", "taobao-demo", "--code", "abc");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out())
                .contains("authorised (account", "Nothing was read since 2026-11-22 18:00")
                .containsOnlyOnce("orders 60%");
        assertThat(typed("status", "--json")
                        .json()
                        .at("/shops/0/streams/0/catchingUp")
                        .isNull())
                .isTrue();
    }

    @Test
    void authorizeRefusesAnotherSellersAccount() {
        rows.jdbc().update("UPDATE shop SET account_id = 'seller-2' WHERE id = ?", shop);
        var refused = typed("authorize", "taobao-demo", "--code", "abc");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(refused.err()).contains("another seller").doesNotContain("seller-1");
        assertThat(keys.stored).isEmpty();
    }

    @Test
    void aStoreThatMovedKeepsAllItHasAndRunsAgain() {
        site("site", "shop.example.com");
        rows.jdbc().update("UPDATE shop SET state = 'paused', state_before_pause = 'live' WHERE shop_key = 'site'");
        store = Optional.of(new Account("new.example.com", "Example"));

        var moved = typed("authorize", "site", "--moved");

        assertThat(moved.exitCode()).as(moved.err()).isZero();
        assertThat(moved.out())
                .contains("site is Example [new.example.com] from now on (it was shop.example.com)")
                .contains("site runs again");
        assertThat(account("site")).isEqualTo("new.example.com");
        assertThat(rows.jdbc().queryForObject("SELECT state FROM shop WHERE shop_key = 'site'", String.class))
                .isEqualTo("live");
        assertThat(new SteeringDeeds(rows.jdbc(), CLOCK).about(List.of("site")))
                .last()
                .satisfies(deed -> assertThat(deed.endedWell()).isTrue());
        assertThat(chinese("authorize", "site", "--moved").out()).contains("从现在起是 Example");
    }

    @Test
    void aStoreThatIsAnotherShopOrDoesNotAnswerChangesNothing() {
        site("site", "shop.example.com");
        site("second", "second.example.com");
        store = Optional.of(new Account("second.example.com", "Second"));
        var known = typed("authorize", "site", "--moved");
        assertThat(known.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(known.err()).contains("./hub rename-shop second site");

        store = Optional.empty();
        assertThat(typed("authorize", "site", "--moved").err()).contains("does not say which store");
        storeAnswers = false;
        assertThat(typed("authorize", "site", "--moved").err()).contains("did not answer");
        assertThat(typed("authorize", "site", "--moved", "--code", "1").exitCode())
                .isEqualTo(ExitCode.WRONG_USE);
        assertThat(account("site")).isEqualTo("shop.example.com");
    }

    private void site(String key, String account) {
        rows.insert(
                "shop",
                "shop_key",
                key,
                "platform",
                "woocommerce",
                "role",
                "shop",
                "title",
                "独立站",
                "time_zone",
                "UTC",
                "state",
                "observing",
                "account_id",
                account);
    }

    private String account(String key) {
        return rows.jdbc().queryForObject("SELECT account_id FROM shop WHERE shop_key = ?", String.class, key);
    }

    @Test
    void aSecondKeyForAKnownAccountIsRefusedAndPointsToTheRename() {
        rows.insert(
                "shop",
                "shop_key",
                "taobao-new",
                "platform",
                "taobao",
                "role",
                "shop",
                "title",
                "新店",
                "time_zone",
                "Asia/Shanghai",
                "state",
                "observing");
        var refused = typed("authorize", "taobao-new", "--code", "abc");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(refused.err()).contains("./hub rename-shop taobao-demo taobao-new");
        assertThat(keys.stored).isEmpty();
        assertThat(chinese("authorize", "taobao-new", "--code", "abc").err())
                .contains("./hub rename-shop taobao-demo taobao-new");
        assertThat(typed("authorize", "taobao-demo", "--code", "abc").exitCode())
                .isZero();
    }

    @Test
    void aRenamedShopKeepsItsRowsAndItsNewNameMustBeConfiguredAndFree() {
        message("erp", "order", "1", "waiting");
        rows.insert("checkpoint", "shop_id", shop, "stream", "orders", "watermark", NOW);
        rows.insert("sku_mapping", "shop_id", shop, "code", "TS-9", "erp_sku", "10086");
        rows.insert("metric_value", "shop_id", shop, "value", "12");
        rows.insert("token", "shop_id", shop);
        rows.insert("pause", "kind", "shop", "name", "taobao-demo");
        rows.insert("trouble", "trouble_key", "taobao-demo/orders", "kind", "permission", "shop_id", shop);
        assertThat(typed("rename-shop", "taobao-demo", "taobao-new").err()).contains("No good shop taobao-new");
        configured.add("taobao-demo");
        assertThat(typed("rename-shop", "taobao-demo", "taobao-new").err()).contains("still configured");
        configured.clear();
        configured.add("taobao-new");
        long made = rows.insert(
                "shop",
                "shop_key",
                "taobao-new",
                "platform",
                "taobao",
                "role",
                "shop",
                "time_zone",
                "UTC",
                "state",
                "paused");
        rows.insert("checkpoint", "shop_id", made, "stream", "orders", "watermark", NOW);
        long order = rows.insert("sales_order", "shop_id", made, "external_id", "9", "currency", "CNY");
        assertThat(typed("rename-shop", "taobao-demo", "taobao-new").err()).contains("of its own");
        rows.jdbc().update("DELETE FROM sales_order WHERE id = ?", order);

        var renamed = typed("rename-shop", "taobao-demo", "taobao-new");
        assertThat(renamed.exitCode()).as(renamed.err()).isZero();
        assertThat(renamed.out()).contains("taobao-demo is taobao-new now (live)");
        assertThat(rows.jdbc().queryForObject("SELECT id FROM shop WHERE shop_key = 'taobao-new'", Long.class))
                .isEqualTo(shop);
        for (var table : List.of("outbox", "checkpoint", "sku_mapping", "metric_value", "token")) {
            assertThat(rows.jdbc()
                            .queryForList(
                                    "SELECT DISTINCT shop_id FROM " + table
                                            + " WHERE shop_id NOT IN (SELECT id FROM shop WHERE role = 'erp')",
                                    Long.class))
                    .as(table)
                    .containsExactly(shop);
        }
        assertThat(rows.jdbc().queryForObject("SELECT name FROM pause", String.class))
                .isEqualTo("taobao-new");
        assertThat(rows.jdbc().queryForObject("SELECT trouble_key FROM trouble", String.class))
                .isEqualTo("taobao-new/orders");
        assertThat(typed("status", "taobao-demo").exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(moved).containsExactly("taobao-demo -> taobao-new");
        assertThat(new SteeringDeeds(rows.jdbc(), CLOCK).about(List.of("taobao-new")))
                .last()
                .satisfies(deed -> assertThat(deed.endedWell()).isTrue());
    }

    @Test
    void aShopIsFoundByItsTitleToo() {
        assertThat(typed("status", "示例旗舰店", "--json").json().at("/shops/0/shop").asText())
                .isEqualTo("taobao-demo");
        assertThat(typed("status", "示例").exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    }

    /** Two shops that bear one title, one called as another's name is, one with a blank: each is the one that goes on. */
    @Test
    void theCommandOfAMailReachesItsShopWhateverItsTitle() {
        var parked = new LinkedHashMap<String, Long>();
        parked.put("taobao-demo", braked(shop));
        for (var other : Map.of("woo-one", "示例旗舰店", "jd-one", "taobao-demo", "jd-two", "茶 & 杯's 店", "jd-three", "all")
                .entrySet()) {
            parked.put(
                    other.getKey(),
                    braked(rows.insert(
                            "shop",
                            "shop_key",
                            other.getKey(),
                            "platform",
                            "jd",
                            "role",
                            "shop",
                            "title",
                            other.getValue(),
                            "time_zone",
                            "Asia/Shanghai",
                            "state",
                            "live",
                            "go_live_from",
                            NOW)));
        }
        var titles = new ShopTitles(new Shops(rows.jdbc(), CLOCK));
        assertThat(titles.in("./hub release jd-two")).isEqualTo("./hub release '茶 & 杯'\\''s 店'");
        var gone = new ArrayList<Long>();
        parked.forEach((key, message) -> {
            var command = titles.in("./hub release " + key).substring("./hub release ".length());
            var word = command.startsWith("'")
                    ? command.substring(1, command.length() - 1).replace("'\\''", "'")
                    : command;
            assertThat(typed("release", word).exitCode()).as(command).isZero();
            gone.add(message);
            assertThat(parked.values().stream().filter(one -> state(one).equals("waiting")))
                    .as(command)
                    .containsExactlyInAnyOrderElementsOf(gone);
        });
    }

    private long braked(long shopId) {
        long parked = message("listing", "stock", "7", "parked");
        rows.jdbc()
                .update(
                        "UPDATE outbox SET shop_id = ?, reason = 'brake', detail = '10 -> 0' WHERE id = ?",
                        shopId,
                        parked);
        return parked;
    }

    @Test
    void aShopIsHeldAndFrozenByItsTitleToo() {
        typed("hold", "示例旗舰店");
        assertThat(typed("hold", "--json").json().get(0).get("target").asText()).isEqualTo("taobao-demo");
        assertThat(typed("unhold", "示例旗舰店").exitCode()).isZero();
        assertThat(typed("freeze", "stock", "示例旗舰店", "--until", "2026-11-24").out())
                .contains("Frozen until");
        assertThat(typed("freeze", "stock", "taobao-demo", "--until", "2026-11-22")
                        .exitCode())
                .isZero();
        assertThat(typed("freeze", "stock", "--json").json()).isEmpty();
    }

    @Test
    void whatIsHeldWaitsUntilItIsUnheld() {
        rows.insert("sales_order", "shop_id", shop, "external_id", "2", "currency", "CNY");
        assertThat(typed("hold").out()).contains("Nothing is held");
        assertThat(typed("hold", "2", "--below", "free").exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(typed("hold", "taobao-dem").err()).contains("Did you mean: taobao-demo?");
        var held = typed("hold", "2", "--below", "10", "--from", "2026-11-11 20:00");
        assertThat(held.exitCode()).as(held.err()).isZero();
        assertThat(typed("hold", "--json").json().get(0).get("below").asText()).isEqualTo("10");
        long parked = message("erp", "order", "2", "parked");
        rows.jdbc().update("UPDATE outbox SET reason = 'held', detail = '2, wang' WHERE id = ?", parked);
        assertThat(typed("parked", "--json").json().get(0).get("next").asText()).isEqualTo("./hub unhold 2");
        assertThat(typed("unhold", "2").out()).contains("1 orders");
        assertThat(state(parked)).isEqualTo("waiting");
        assertThat(typed("unhold", "2").exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    }

    @Test
    void whatTheErpHasAlreadyIsNamedByTheHold() {
        long order = rows.insert(
                "sales_order",
                "shop_id",
                shop,
                "external_id",
                "2",
                "currency",
                "CNY",
                "status",
                "PAID",
                "placed_at",
                NOW);
        rows.insert("order_line", "order_id", order, "external_id", "21", "code", "TS-9", "unit_price", "3.00");
        rows.insert(
                "erp_link", "shop_id", shop, "kind", "order", "external_id", "2", "erp_id", "E77", "accepted_at", NOW);
        var held = typed("hold", "TS-9", "--below", "5");
        assertThat(held.exitCode()).isEqualTo(ExitCode.TROUBLE);
        assertThat(held.out()).contains("E77");
        assertThat(typed("hold", "TS-9", "--below", "2").exitCode()).isZero();
    }

    @Test
    void aRecountEndsWhenItsTimeIsMovedToThePast() {
        rows.insert("erp_product", "external_id", "10086");
        assertThat(typed("freeze", "stock", "all").exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(typed("freeze", "stock", "nobody", "--until", "2026-11-24").exitCode())
                .isEqualTo(ExitCode.COULD_NOT_RUN);
        for (var target : List.of("all", "taobao-demo", "10086")) {
            assertThat(typed("freeze", "stock", target, "--until", "2026-11-24").out())
                    .contains("Frozen until")
                    .contains(target);
        }
        assertThat(typed("freeze", "stock", "--json").json()).hasSize(3);
        assertThat(typed("freeze", "stock", "all", "--until", "2026-11-22").out())
                .contains("over");
        assertThat(typed("freeze", "stock").out()).doesNotContain("all ").contains("10086");
    }

    @Test
    void aReleaseLetsTheBrakeGo() {
        long parked = message("listing", "stock", "7", "parked");
        rows.jdbc().update("UPDATE outbox SET reason = 'brake', detail = '10 -> 0' WHERE id = ?", parked);
        assertThat(typed("parked", "--json").json().get(0).get("next").asText()).isEqualTo("./hub release 7");
        assertThat(typed("release", "8").exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(typed("release", "taobao-demo").out()).contains("stock of 1 listings");
        assertThat(state(parked)).isEqualTo("waiting");
    }

    @Test
    void showTellsTheLifeOfAnOrderByItsNumberAndByTheErps() {
        long order = rows.insert(
                "sales_order",
                "shop_id",
                shop,
                "external_id",
                "2002",
                "platform_status",
                "WAIT_SELLER_SEND_GOODS",
                "currency",
                "CNY",
                "total",
                "12.50");
        rows.insert(
                "order_status_history",
                "order_id",
                order,
                "platform_status",
                "TRADE_CREATED",
                "read_at",
                NOW.minusSeconds(90));
        rows.insert(
                "erp_link",
                "shop_id",
                shop,
                "kind",
                "order",
                "external_id",
                "2002",
                "erp_id",
                "E77",
                "reference",
                "taobao:2002",
                "intended_at",
                NOW.minusSeconds(20),
                "accepted_at",
                NOW.minusSeconds(10));
        long sent = message("erp", "order", "2002", "parked");
        rows.jdbc().update("UPDATE outbox SET reason = 'held', detail = '2002, wang' WHERE id = ?", sent);
        rows.insert("attempt", "outbox_id", sent, "at", NOW.minusSeconds(5), "outcome", "parked", "detail", "held");
        typed("unhold", "2002");
        for (var id : List.of("2002", "E77", "taobao:2002")) {
            var shown = typed("show", id, "--json");
            assertThat(shown.exitCode()).as(id).isZero();
            var life = shown.json().get("found").get(0);
            assertThat(life.get("kind").asText()).isEqualTo("order");
            assertThat(life.get("life").findValuesAsText("what"))
                    .contains("read", "erp-intended", "erp-accepted", "asked", "tried", "parked", "refused");
            assertThat(life.get("life").findValuesAsText("at")).isSorted();
        }
        assertThat(typed("show", "2002").out()).contains("the ERP has it").contains("TRADE_CREATED");
        assertThat(chinese("show", "2002").out()).contains("ERP 已收");
    }

    @Test
    void showTellsWhyAnItemShowsItsNumberAndWhoMappedIt() {
        long listing = rows.insert("listing", "shop_id", shop, "external_id", "7", "title", "春茶", "state", "UP");
        rows.insert("listing_variant", "listing_id", listing, "shop_id", shop, "code", "TS-9");
        rows.insert("stock_level", "shop_id", shop, "item_id", "7", "code", "TS-9", "quantity", 4);
        rows.insert("sku_mapping", "shop_id", shop, "code", "TS-9", "erp_sku", "10086", "author", "wang");
        long erp = rows.jdbc().queryForObject("SELECT id FROM shop WHERE role = 'erp'", Long.class);
        rows.insert("erp_stock", "shop_id", erp, "external_id", "10086", "available", 9);
        for (var id : List.of("7", "TS-9", "10086")) {
            var item = typed("show", id, "--json").json().get("found").get(0);
            assertThat(item.get("levels").get(0).get("sellable").asLong())
                    .as(id)
                    .isEqualTo(9);
            assertThat(item.get("levels").get(0).get("shown").asLong()).isEqualTo(4);
            assertThat(item.get("life").findValuesAsText("detail")).contains("TS-9 -> 10086 · wang");
        }
    }

    @Test
    void showTellsTheFormulaOfAShopWithItsNumbers() {
        long listing = rows.insert("listing", "shop_id", shop, "external_id", "7", "title", "春茶", "state", "UP");
        rows.insert("listing_variant", "listing_id", listing, "shop_id", shop, "code", "TS-9");
        rows.insert("sku_mapping", "shop_id", shop, "code", "TS-9", "erp_sku", "10086", "author", "wang");
        long erp = rows.jdbc().queryForObject("SELECT id FROM shop WHERE role = 'erp'", Long.class);
        rows.insert("erp_stock", "shop_id", erp, "external_id", "10086", "available", 20);
        assertThat(typed("show", "7").out()).doesNotContain("Formula");
        rows.insert(
                "stock_formula",
                "shop_id",
                shop,
                "sku",
                "",
                "buffer",
                2,
                "buffer_percent",
                25,
                "share_percent",
                50,
                "cap",
                6);
        assertThat(typed("show", "7").out())
                .contains("Formula of TS-9: 20 left; less 2 pieces or 25 %, whichever is more: 15; 50 % of that: 7;"
                        + " shown at most: 6. To be shown: 6");
        assertThat(chinese("show", "7").out())
                .contains("TS-9 的公式：剩余 20 件；扣除缓冲（2 件或 25%，取大者）后 15 件；店铺份额 50%，向下取整为 7 件；上限 6；应显示 6 件");
        var level = typed("show", "7", "--json")
                .json()
                .get("found")
                .get(0)
                .get("levels")
                .get(0);
        assertThat(level.get("sellable").asLong()).isEqualTo(6);
        assertThat(level.get("formula").toString())
                .isEqualTo("{\"left\":20,\"buffer\":2,\"bufferPercent\":25,\"afterBuffer\":15,\"sharePercent\":50,"
                        + "\"afterShare\":7,\"cap\":6}");
    }

    @Test
    void showFindsARecordNotUnderstoodAMailByItsNumberAndNothing() {
        rows.insert("quarantine", "shop_id", shop, "stream", "orders", "external_id", "4004", "field", "payTime");
        assertThat(typed("show", "4004").out()).contains("payTime").contains("not understood");
        long mail = message("mail", "review", "r1", "delivered");
        assertThat(typed("show", Long.toString(mail), "--json")
                        .json()
                        .get("found")
                        .get(0)
                        .get("kind")
                        .asText())
                .isEqualTo("mail");
        assertThat(typed("show", "nothing-at-all").exitCode()).isEqualTo(ExitCode.TROUBLE);
    }

    @Test
    void aSkuIsMutedUntilADay() {
        rows.insert("listing_variant", "listing_id", 1, "shop_id", shop, "code", "TS-9");
        assertThat(typed("mute", "TS-9").exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(typed("mute", "TS-8", "--until", "2026-12-01").exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(typed("mute", "TS-9", "--until", "2026-12-01").out()).contains("2026-12-01");
        assertThat(typed("mute", "--json").json().findValuesAsText("sku")).containsExactly("TS-9");
        assertThat(typed("mute", "TS-9", "--until", "2026-11-01").exitCode()).isZero();
        assertThat(typed("mute").out()).contains("Nothing is muted");
    }

    @Test
    void whatSteersTheHubIsKeptWithTimeAndUserAndTellsNoSecret() {
        typed("release", "taobao-demo");
        typed("unhold", "nothing");
        typed("authorize", "taobao-demo", "--code", "abc");
        typed("status");
        var deeds = new SteeringDeeds(rows.jdbc(), CLOCK);
        assertThat(deeds.about(List.of("taobao-demo")))
                .extracting(SteeringDeeds.Deed::verb, SteeringDeeds.Deed::endedWell)
                .containsExactly(tuple("release", true), tuple("authorize", true));
        assertThat(deeds.about(List.of("taobao-demo"))).allSatisfy(deed -> assertThat(deed)
                .satisfies(one -> assertThat(one.at()).isEqualTo(NOW))
                .satisfies(one -> assertThat(one.author()).isEqualTo(System.getProperty("user.name")))
                .satisfies(one -> assertThat(one.words()).doesNotContain("abc")));
        assertThat(deeds.about(List.of("nothing"))).singleElement().satisfies(deed -> assertThat(deed.endedWell())
                .isFalse());
    }

    @Test
    void everyVerbSpeaksChineseAsWell() {
        assertThat(chinese("status").out()).contains("正在运行").contains("已上线").contains("示例旗舰店");
        assertThat(chinese("status").out()).contains("版本 " + Release.name());
        assertThat(typed("status", "--json").json().get("release").asText()).isEqualTo(Release.name());
        assertThat(chinese("parked").out()).contains("没有等着人处理的事");
        assertThat(chinese("audit").out()).contains("相符");
        assertThat(chinese("audit", "--days").exitCode()).isZero();
        assertThat(chinese("observe", "taobao-demo").out()).contains("只读");
        assertThat(chinese("go-live", "taobao-demo").out()).contains("已上线");
        assertThat(chinese("status", "nobody").err()).contains("没有店铺 nobody");
    }

    private long message(String destination, String kind, String order, String state) {
        return OutboxRow.to(destination, kind, order)
                .of(shop)
                .state(state)
                .with("due_at", NOW)
                .with("created_at", NOW.minusSeconds(30))
                .into(rows);
    }

    private String state(long message) {
        return rows.jdbc().queryForObject("SELECT state FROM outbox WHERE id = ?", String.class, message);
    }

    private String shopState() {
        return rows.jdbc().queryForObject("SELECT state FROM shop WHERE id = ?", String.class, shop);
    }

    private String goLiveFrom() {
        return rows.jdbc()
                .queryForObject("SELECT CAST(go_live_from AS CHAR) FROM shop WHERE id = ?", String.class, shop);
    }

    private TypedVerb typed(String... arguments) {
        return TypedVerb.in("en", verbs(), CLOCK, "", arguments);
    }

    private TypedVerb typedWith(String keyboard, String... arguments) {
        return TypedVerb.in("en", verbs(), CLOCK, keyboard, arguments);
    }

    private TypedVerb chinese(String... arguments) {
        return TypedVerb.in("zh", verbs(), CLOCK, "", arguments);
    }

    private Verbs verbs() {
        Function<ShopKey, Optional<Authorizing>> sellers = key -> Optional.of(keys);
        return new VerbServices(operations, "demo", true, CLOCK, wakes::incrementAndGet)
                .audit(
                        Optional.empty(),
                        references -> Set.of(),
                        DueRule.of(any -> ErpRule.DEFAULT),
                        new Audit.Conditions(true, key -> Duration.ofMinutes(2), Patience.NONE),
                        Optional::empty)
                .preview(Optional.of(preview()))
                .mailbox(Optional.empty())
                .steering(sellers, Optional.of(keys))
                .moving(key -> Optional.of(new Site()))
                .trusted(new TrustVerbs(
                        Optional.of((former, fresh, bringOver) -> {
                            bringOver.run();
                            moved.add(former + " -> " + fresh);
                        }),
                        () -> new ConfiguredShops(
                                configured.stream().map(VerbsIT::configured).toList(), List.of()),
                        Optional.empty(),
                        List.of(),
                        Optional.of(new BuyerKeys(rows.jdbc(), new AesKey(new byte[32]), CLOCK)),
                        Optional.of(new AesKey(new byte[32]))))
                .standing(Optional.of(standstill()))
                .verbs();
    }

    private static ConfiguredShop configured(String key) {
        var shopOf =
                new Shop(new ShopKey(key), "taobao", "店", URI.create("http://127.0.0.1"), ZoneOffset.UTC, Map.of());
        return new ConfiguredShop(shopOf, Map.of(), DueSettings.STANDARD, StockFormula.ALL);
    }

    private Preview preview() {
        return new Preview(
                new Preview.Books(
                        new OutboxFacts(operations),
                        new OrderReader(operations),
                        new StoredOrders(
                                rows.jdbc(), new AesKey(new byte[32]), new PersonalReadings(rows.jdbc(), CLOCK)),
                        new Mappings(rows.jdbc(), CLOCK),
                        new ItemStock(rows.jdbc()),
                        new ReviewFacts(JdbcClient.create(rows.jdbc()))),
                any -> ErpRule.DEFAULT);
    }

    private Standstill standstill() {
        return Brakes.standstill(
                rows.jdbc(), new TransactionTemplate(new DataSourceTransactionManager(operations)), CLOCK);
    }

    /** A store that says of itself what the test wants. */
    private final class Site implements AccountSource {

        @Override
        public Shop shop() {
            return keys.shop();
        }

        @Override
        public Instant platformNow() {
            return NOW;
        }

        @Override
        public Optional<Account> account() {
            if (!storeAnswers) {
                throw new UnavailableException("The site could not answer (shop=site)");
            }
            return store;
        }
    }

    /** A platform whose seller is always seller-1, and the store of its tokens. */
    private static final class Keys implements Authorizing, Tokens {

        /** A state that no page was shown with. */
        static final String STATE_MARK = "of-another-page";

        final List<String> stored = new ArrayList<>();

        @Override
        public Shop shop() {
            return new Shop(
                    new ShopKey("taobao-demo"),
                    "taobao",
                    "示例旗舰店",
                    URI.create("http://127.0.0.1"),
                    ZoneOffset.UTC,
                    Map.of());
        }

        @Override
        public Instant platformNow() {
            return NOW;
        }

        @Override
        public URI authorizationPage(String state) {
            return URI.create("https://seller.example/authorize?state=" + state);
        }

        @Override
        public Token exchange(String code) {
            return new Token(code, Optional.empty(), Optional.empty(), Optional.empty(), "seller-1", "卖家");
        }

        @Override
        public Optional<Token> current(ShopKey shopKey) {
            return Optional.empty();
        }

        @Override
        public Token renew(ShopKey shopKey, String refused, Function<Token, Token> renew) {
            throw new IllegalStateException("Nothing is renewed here");
        }

        @Override
        public void store(ShopKey shopKey, Token token) {
            stored.add(token.access());
        }
    }
}
