package dev.shophub.store;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Listing;
import dev.shophub.model.SkuCode;
import dev.shophub.model.StockLevel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** What shops offer and show: items with their variants, shown stock, and what the hub itself wrote there. */
public final class Listings {

    private static final NewestWins LISTINGS = new NewestWins(
            "listing",
            List.of("external_id"),
            List.of("title", "state", "platform_state", "currency", "price"),
            List.of(),
            "external_id");

    private static final MultiRow VARIANTS = new MultiRow(
            "INSERT INTO listing_variant (listing_id, sku_id, shop_id, code, name, price) VALUES",
            6,
            "ON DUPLICATE KEY UPDATE code = VALUES(code), name = VALUES(name), price = VALUES(price)");

    private static final NewestWins STOCK = new NewestWins(
            "stock_level",
            List.of("item_id", "sku_id"),
            List.of("code", "quantity"),
            List.of(),
            "CONCAT(item_id, CHAR(10), sku_id)");

    private final JdbcTemplate jdbc;
    private final BuyerKeys keys;
    private final RawRecords rawRecords;
    private final Clock clock;

    public Listings(JdbcTemplate jdbc, BuyerKeys keys, RawRecords rawRecords, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.rawRecords = rawRecords;
        this.clock = clock;
    }

    /** Upserts a page within the caller's transaction; answers the versions that won. */
    public List<Versioned<Listing>> save(long shopId, List<Versioned<Listing>> page, long batch) {
        var winners = new ArrayList<Versioned<Listing>>();
        var variants = new ArrayList<Object[]>();
        var changed = new ArrayList<Long>();
        var up = new ArrayList<Long>();
        for (var winner : LISTINGS.write(jdbc, shopId, page, Listings::values, batch)) {
            var version = winner.version();
            winners.add(version);
            changed.add(winner.row());
            if (version.value().state() == Listing.State.UP) {
                up.add(winner.row());
            }
            for (var variant : version.value().variants()) {
                variants.add(new Object[] {
                    winner.row(),
                    variant.skuId().map(Object::toString).orElse(""),
                    shopId,
                    code(version.value().itemId(), variant.skuId(), variant.skuCode())
                            .value(),
                    Columns.cut(variant.name(), 500),
                    variant.price().amount()
                });
            }
        }
        forgetVariants(changed);
        VARIANTS.write(jdbc, variants);
        putUpBySomebody(up);
        var key = keys.hub();
        rawRecords.keep(shopId, winners, version -> key);
        return winners;
    }

    private static List<Object> values(Versioned<Listing> version) {
        var listing = version.value();
        return List.of(
                listing.itemId().value(),
                Columns.cut(listing.title(), 500),
                listing.state().name(),
                Columns.cut(listing.platformState(), 64),
                listing.price().currency().getCurrencyCode(),
                listing.price().amount());
    }

    /** Written anew with each version: a variant that its item no longer has can be neither sold nor set. */
    private void forgetVariants(List<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.update(
                    "DELETE FROM listing_variant WHERE listing_id IN ("
                            + String.join(",", Collections.nCopies(ids.size(), "?")) + ")",
                    ids.toArray());
        }
    }

    /**
     * An item seen up again is no longer "taken down by the hub", whoever put it up; nor held down, unless what was seen is
     * older than the order to take it down.
     */
    private void putUpBySomebody(List<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.update(
                    "UPDATE listing SET taken_down_by_hub_at = NULL, held_down_at = IF(modified_at > held_down_at, NULL,"
                            + " held_down_at) WHERE (taken_down_by_hub_at IS NOT NULL OR held_down_at IS NOT NULL)"
                            + " AND id IN (" + String.join(",", Collections.nCopies(ids.size(), "?")) + ")",
                    ids.toArray());
        }
    }

    /** A shown quantity that is news: not what the hub itself wrote last. */
    public record StockNews(StockLevel level, SkuCode code) {}

    /** Upserts shown stock within the caller's transaction; answers the levels that changed and are not the hub's own writes. */
    public List<StockNews> saveStock(long shopId, List<Versioned<List<StockLevel>>> page, long batch) {
        var rows = new ArrayList<Object[]>();
        var byKey = new HashMap<String, StockLevel>();
        var newest = Versioned.newestOfEach(page);
        var levels = new ArrayList<Object[]>();
        for (var version : newest) {
            for (var level : version.value()) {
                var sku = level.skuId().map(Object::toString).orElse("");
                byKey.put(level.itemId() + "\n" + sku, level);
                levels.add(new Object[] {level, version, sku});
            }
        }
        for (var entry : levels) {
            var level = (StockLevel) entry[0];
            var version = (Versioned<?>) entry[1];
            rows.add(new Object[] {
                shopId,
                level.itemId().value(),
                entry[2],
                code(level.itemId(), level.skuId(), level.skuCode()).value(),
                level.quantity(),
                batch,
                Columns.utc(version.raw().readAt()),
                version.hash(),
                Columns.utc(level.modifiedAt())
            });
        }
        var changed = STOCK.write(jdbc, rows, batch).stream()
                .filter(NewestWins.Written::won)
                .map(row -> byKey.get(row.key()))
                .toList();
        var pushed = pushed(shopId, changed);
        forgetOverruledWrites(shopId, changed, batch);
        var key = keys.hub();
        var changedItems = changed.stream().map(StockLevel::itemId).collect(java.util.stream.Collectors.toSet());
        rawRecords.keep(
                shopId,
                newest.stream()
                        .filter(version -> changedItems.contains(version.raw().id()))
                        .toList(),
                version -> key);
        return changed.stream()
                .filter(level -> !Long.valueOf(level.quantity())
                        .equals(pushed.get(level.itemId() + "\n"
                                + level.skuId().map(Object::toString).orElse(""))))
                .map(level -> new StockNews(level, code(level.itemId(), level.skuId(), level.skuCode())))
                .toList();
    }

    /** Once the shop showed another quantity than the hub wrote, seeing the written one again is news. */
    private void forgetOverruledWrites(long shopId, List<StockLevel> changed, long batch) {
        if (changed.isEmpty()) {
            return;
        }
        var values = new ArrayList<Object>();
        values.add(shopId);
        values.add(batch);
        changed.stream().map(level -> level.itemId().value()).distinct().forEach(values::add);
        jdbc.update(
                "UPDATE stock_level SET pushed_quantity = NULL, pushed_at = NULL WHERE shop_id = ? AND batch = ?"
                        + " AND pushed_quantity <> quantity AND item_id IN ("
                        + String.join(",", Collections.nCopies(values.size() - 2, "?")) + ")",
                values.toArray());
    }

    private java.util.Map<String, Long> pushed(long shopId, List<StockLevel> levels) {
        var found = new HashMap<String, Long>();
        if (levels.isEmpty()) {
            return found;
        }
        var values = new ArrayList<Object>();
        values.add(shopId);
        levels.stream().map(level -> level.itemId().value()).distinct().forEach(values::add);
        jdbc.query(
                "SELECT item_id, sku_id, pushed_quantity FROM stock_level WHERE shop_id = ? AND pushed_quantity IS NOT NULL"
                        + " AND item_id IN (" + String.join(",", Collections.nCopies(values.size() - 1, "?")) + ")",
                row -> {
                    found.put(row.getString(1) + "\n" + row.getString(2), row.getLong(3));
                },
                values.toArray());
        return found;
    }

    /** The hub wrote a quantity; reading it back will be no news. */
    public void wrote(long shopId, ExternalId itemId, Optional<ExternalId> skuId, long quantity) {
        jdbc.update(
                "UPDATE stock_level SET pushed_quantity = ?, pushed_at = ?, quantity = ?"
                        + " WHERE shop_id = ? AND item_id = ? AND sku_id = ?",
                quantity,
                Columns.utc(clock.instant()),
                quantity,
                shopId,
                itemId.value(),
                skuId.map(Object::toString).orElse(""));
    }

    /** On writing, the shop was found to show another quantity than the hub believed: seen now, and none of its own writes. */
    public void foundShown(long shopId, ExternalId itemId, Optional<ExternalId> skuId, long quantity) {
        jdbc.update(
                "UPDATE stock_level SET quantity = ?, pushed_quantity = NULL, pushed_at = NULL, read_at = ?"
                        + " WHERE shop_id = ? AND item_id = ? AND sku_id = ?",
                quantity,
                Columns.utc(clock.instant()),
                shopId,
                itemId.value(),
                skuId.map(Object::toString).orElse(""));
    }

    /**
     * The hub is about to take the item down. Written before the call: a hub that is killed in between must not take its own
     * deed for a person's, which it would never undo. Seen up again, the item is nobody's.
     */
    public void intendsToTakeDown(long shopId, ExternalId itemId) {
        jdbc.update(
                "UPDATE listing SET taken_down_by_hub_at = ? WHERE shop_id = ? AND external_id = ?",
                Columns.utc(clock.instant()),
                shopId,
                itemId.value());
    }

    /** The hub took the item down, or put it up again. */
    public void switched(long shopId, ExternalId itemId, Listing.State state) {
        jdbc.update(
                "UPDATE listing SET state = ?, taken_down_by_hub_at = ? WHERE shop_id = ? AND external_id = ?",
                state.name(),
                state == Listing.State.DOWN ? Columns.utc(clock.instant()) : null,
                shopId,
                itemId.value());
    }

    private static SkuCode code(ExternalId itemId, Optional<ExternalId> skuId, Optional<SkuCode> code) {
        return code.orElseGet(() ->
                new SkuCode(skuId.map(sku -> itemId.value() + ":" + sku.value()).orElse(itemId.value())));
    }
}
