package dev.shophub.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.reconcile.StockDrift;
import dev.shophub.support.OutboxRow;
import dev.shophub.support.Rows;
import dev.shophub.support.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ./hub audit --stock}: our number of every variant against the shop's. */
class AuditStockIT {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final Rows rows = new Rows(TestDatabase.operations());
    private long shop;
    private long erp;

    @BeforeEach
    void aLiveShop() {
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
                NOW.minus(Duration.ofDays(1)));
        erp = rows.insert(
                "shop", "shop_key", "erp", "platform", "rest", "role", "erp", "time_zone", "UTC", "state", "live");
    }

    @Test
    void whatAgreesIsCountedAndWhatDiffersIsNamedWithBothNumbersAgeAndWhy() {
        item("A", 5, 5);
        assertThat(typed("en", "audit", "--stock").exitCode()).isZero();
        assertThat(typed("en", "audit", "--stock").out()).contains("taobao-demo", "ok");
        item("B", 3, 9);
        assertThat(typed("zh", "audit", "--stock").out()).contains("相符").doesNotContain("手工茶壶 B");
        rows.insert(
                "stock_drift",
                "shop_id",
                shop,
                "item_id",
                "B",
                "sku_id",
                "",
                "since",
                NOW.minus(Duration.ofHours(5)),
                "seen_at",
                NOW);
        var message = OutboxRow.to("listing", "stock", "B")
                .of(shop)
                .state("dead", "invalid", "The shop rejected it")
                .into(rows);
        var text = typed("zh", "audit", "--stock");
        assertThat(text.exitCode()).isEqualTo(2);
        assertThat(text.out()).contains("不符", "手工茶壶 B", "5 小时", "写入被放弃: invalid: The shop rejected it");
        var answer = typed("en", "audit", "--stock", "--shop", "taobao-demo", "--json");
        assertThat(answer.exitCode()).isEqualTo(2);
        var row = answer.json().get(0);
        assertThat(row.fieldNames())
                .toIterable()
                .containsExactly("shop", "compared", "onTheirWay", "unmapped", "silent", "unread", "ok", "differing");
        assertThat(row.get("compared").asLong()).isEqualTo(2);
        assertThat(row.get("ok").asBoolean()).isFalse();
        var one = row.get("differing").get(0);
        assertThat(one.get("item").asText()).isEqualTo("B");
        assertThat(one.get("ours").asLong()).isEqualTo(3);
        assertThat(one.get("shown").asLong()).isEqualTo(9);
        assertThat(one.get("ageSeconds").asLong()).isEqualTo(18_000);
        assertThat(one.get("why").asText()).isEqualTo("dead");
        assertThat(one.get("message").asLong()).isEqualTo(message);
    }

    @Test
    void itOnlyLooks() {
        item("B", 3, 9);
        typed("en", "audit", "--stock");
        assertThat(rows.jdbc().queryForObject("SELECT COUNT(*) FROM stock_drift", Long.class))
                .isZero();
        assertThat(rows.jdbc().queryForObject("SELECT COUNT(*) FROM outbox", Long.class))
                .isZero();
    }

    @Test
    void whereNoShopIsLiveThatIsSaidAndDaysAreNotAskedForBeside() {
        rows.jdbc().update("UPDATE shop SET state = 'observing' WHERE id = ?", shop);
        assertThat(typed("en", "audit", "--stock").out()).contains("No stock was compared: no shop is live.");
        assertThat(typed("en", "audit", "--stock", "--days").exitCode()).isEqualTo(64);
    }

    private void item(String name, long available, long shown) {
        rows.insert("erp_stock", "shop_id", erp, "external_id", "E-" + name, "available", available);
        rows.insert("sku_mapping", "shop_id", shop, "code", name, "erp_sku", "E-" + name, "origin", "auto");
        var listing =
                rows.insert("listing", "shop_id", shop, "external_id", name, "title", "手工茶壶 " + name, "state", "UP");
        rows.insert("listing_variant", "listing_id", listing, "sku_id", "", "shop_id", shop, "code", name);
        rows.insert("stock_level", "shop_id", shop, "item_id", name, "sku_id", "", "code", name, "quantity", shown);
    }

    private TypedVerb typed(String language, String... arguments) {
        var verbs = new VerbServices(rows.jdbc().getDataSource(), "demo", true, CLOCK)
                .stock(shop -> true, () -> new StockDrift.Pace(Duration.ofMinutes(5), Duration.ofMinutes(15)))
                .verbs();
        return TypedVerb.in(language, verbs, CLOCK, "", arguments);
    }
}
