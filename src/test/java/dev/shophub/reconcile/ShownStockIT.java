package dev.shophub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import dev.shophub.model.StockFormula;
import dev.shophub.store.ItemStock;
import dev.shophub.store.Shops;
import dev.shophub.store.ShownStock;
import dev.shophub.store.ShownStock.Shown;
import dev.shophub.support.Rows;
import dev.shophub.support.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known of all variants at once is what is known of each item by itself, whatever was sold, counted or never said. */
class ShownStockIT {

    private static final Instant NOW = Instant.parse("2026-03-01T04:00:00Z");
    private static final Instant READ_TO = NOW.minus(Duration.ofMinutes(1));
    private static final Instant LIVE_FROM = NOW.minus(Duration.ofDays(2));

    private final Rows rows = new Rows(TestDatabase.operations());
    private long orders;

    @BeforeEach
    void clear() {
        for (var table : List.of(
                "shop",
                "checkpoint",
                "listing",
                "listing_variant",
                "stock_level",
                "sku_mapping",
                "erp_stock",
                "sales_order",
                "order_line",
                "left_early",
                "erp_link",
                "stock_freeze",
                "frozen_level",
                "stock_formula")) {
            rows.jdbc().update("DELETE FROM " + table);
        }
    }

    @Test
    void everyVariantIsAsItsItemTellsIt() {
        long erp = shop("erp", "erp", "live");
        rows.insert("checkpoint", "shop_id", erp, "stream", "stock", "watermark", NOW, "last_good_at", READ_TO);
        long first = shop("first", "shop", "live");
        long second = shop("second", "shop", "live");
        long third = shop("third", "shop", "observing");
        for (int number = 0; number < 8; number++) {
            if (number != 6) {
                rows.insert("erp_stock", "shop_id", erp, "external_id", "E-" + number, "available", 20 - number);
            }
        }
        var codes = new ArrayList<String>();
        for (long shop : List.of(first, second, third)) {
            for (int number = 0; number < 8; number++) {
                var code = "C-" + shop + "-" + number;
                codes.add(code);
                item(shop, "i" + number, code, number == 5 ? Optional.empty() : Optional.of(3L));
                if (number != 7) {
                    rows.insert(
                            "sku_mapping", "shop_id", shop, "code", code, "erp_sku", "E-" + number, "origin", "auto");
                }
            }
        }
        for (var status : List.of("UNPAID", "PAID", "PARTLY_SHIPPED", "SHIPPED", "COMPLETED", "CLOSED")) {
            for (long shop : List.of(first, second, third)) {
                for (int number = 0; number < 8; number++) {
                    var code = "C-" + shop + "-" + number;
                    order(shop, code, status, NOW.minusSeconds(90), Optional.empty());
                    order(shop, code, status, LIVE_FROM.minusSeconds(1), Optional.empty());
                    order(shop, code, status, NOW.minusSeconds(50), Optional.of(READ_TO.minusSeconds(1)));
                    order(shop, code, status, NOW.minusSeconds(40), Optional.of(READ_TO.plusSeconds(1)));
                }
            }
        }
        var shops = new Shops(rows.jdbc(), Clock.fixed(NOW, ZoneOffset.UTC));
        List.of("first", "second", "third").forEach(key -> shops.goLive(new ShopKey(key), LIVE_FROM));
        shops.observe(new ShopKey("third"));
        assertThat(rows.jdbc().queryForObject("SELECT COUNT(*) FROM left_early", Long.class))
                .as("shipped and completed, before the ERP has them or its stock was read")
                .isEqualTo(2 * 2 * 3 * 8);
        freeze(Optional.empty(), NOW.minusSeconds(60), "E-1", 11);
        freeze(Optional.of(second), NOW.minusSeconds(45), "E-1", 7);
        freeze(Optional.of(second), NOW.minusSeconds(45), "E-2", 5);
        rows.insert("stock_formula", "shop_id", second, "sku", "", "buffer", 2, "share_percent", 50);
        rows.insert("stock_formula", "shop_id", second, "sku", "C-" + second + "-3", "buffer_percent", 10);
        rows.insert("stock_formula", "shop_id", second, "sku", "E-4", "cap", 9);
        var single = new ItemStock(rows.jdbc());
        var all = new ShownStock(rows.jdbc());
        var moved = new ArrayList<Long>();
        var formulas = new HashSet<StockFormula>();
        for (long shop : List.of(first, second, third)) {
            for (int most : List.of(1, 3, 100)) {
                var variants = variants(all, shop, most);
                assertThat(variants).hasSize(8);
                variants.forEach((item, found) -> {
                    assertThat(found)
                            .as(item + " of " + shop)
                            .isEqualTo(single.find(shop, new ExternalId(item))
                                    .orElseThrow()
                                    .variants());
                    moved.add(found.get(0).notYetInErp());
                    formulas.add(found.get(0).formula());
                });
            }
        }
        assertThat(codes).hasSize(24);
        assertThat(formulas)
                .containsExactlyInAnyOrder(
                        StockFormula.ALL,
                        new StockFormula(2, 0, 50, Optional.empty()),
                        new StockFormula(2, 10, 50, Optional.empty()),
                        new StockFormula(2, 0, 50, Optional.of(9L)));
        assertThat(moved).contains(0L).anySatisfy(pieces -> assertThat(pieces).isPositive());
    }

    private static Map<String, List<ItemStock.Variant>> variants(ShownStock all, long shop, int most) {
        var found = new TreeMap<String, List<ItemStock.Variant>>();
        var after = Optional.<ExternalId>empty();
        List<Shown> page;
        do {
            page = all.page(shop, after, most, all::pieces);
            page.forEach(one -> found.computeIfAbsent(one.itemId().value(), none -> new ArrayList<>())
                    .add(one.variant()));
            after = page.stream().map(Shown::itemId).reduce((one, last) -> last);
        } while (after.isPresent());
        return found;
    }

    private long shop(String key, String role, String state) {
        return rows.insert(
                "shop",
                "shop_key",
                key,
                "role",
                role,
                "title",
                key,
                "state",
                state,
                "time_zone",
                "UTC",
                "go_live_from",
                LIVE_FROM);
    }

    private void item(long shop, String item, String code, Optional<Long> shown) {
        long listing = rows.insert("listing", "shop_id", shop, "external_id", item, "title", item, "state", "UP");
        rows.insert("listing_variant", "listing_id", listing, "sku_id", "v", "shop_id", shop, "code", code);
        shown.ifPresent(quantity -> rows.insert(
                "stock_level",
                "shop_id",
                shop,
                "item_id",
                item,
                "sku_id",
                "v",
                "code",
                code,
                "quantity",
                quantity,
                "read_at",
                NOW));
    }

    private void order(long shop, String code, String status, Instant placed, Optional<Instant> acceptedAt) {
        var id = "o" + ++orders;
        long order = rows.insert(
                "sales_order",
                "shop_id",
                shop,
                "external_id",
                id,
                "status",
                status,
                "placed_at",
                placed,
                "paid_at",
                placed);
        rows.insert(
                "order_line",
                "order_id",
                order,
                "external_id",
                "1",
                "code",
                code,
                "quantity",
                1 + orders % 3,
                "status",
                status);
        acceptedAt.ifPresent(at -> rows.insert(
                "erp_link",
                "shop_id",
                shop,
                "order_external_id",
                id,
                "kind",
                "order",
                "external_id",
                id,
                "accepted_at",
                at));
    }

    private void freeze(Optional<Long> shop, Instant since, String sku, long level) {
        var typed = "t" + since + shop + sku;
        long freeze = shop.map(id -> rows.insert(
                        "stock_freeze", "typed", typed, "shop_id", id, "since", since, "until_at", NOW.plusSeconds(9)))
                .orElseGet(() ->
                        rows.insert("stock_freeze", "typed", typed, "since", since, "until_at", NOW.plusSeconds(9)));
        rows.insert("frozen_level", "erp_sku", sku, "freeze_id", freeze, "sellable", level);
    }
}
