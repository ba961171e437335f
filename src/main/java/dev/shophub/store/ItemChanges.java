package dev.shophub.store;

import dev.shophub.model.ExternalId;
import dev.shophub.store.ItemChange.Field;
import dev.shophub.store.ItemChange.Shelf;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** What people changed of items: who, when and why, the old values beside the new ones, and how far each is. */
public final class ItemChanges {

    private static final String ROWS =
            "SELECT id, shop_id, item_id, sku_id, field, old_value, new_value, state, confirmed FROM item_change WHERE ";
    private static final String SETS =
            "SELECT c.*, (SELECT COUNT(*) FROM item_change i WHERE i.change_id = c.id) AS rows_in,"
                    + " (SELECT COUNT(*) FROM item_change i WHERE i.change_id = c.id AND i.state = 'waiting') AS waiting"
                    + " FROM change_set c ";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public ItemChanges(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What a person changed at once.
     *
     * @param kind {@code file}, {@code takedown} or {@code undo}
     * @param source name of the file, what was typed, or the change that was undone
     * @param author the operating system's user
     * @param why empty when nothing was said
     */
    public record Order(String kind, String source, String author, String why) {}

    /**
     * The same as it was made.
     *
     * @param fields how many are in it
     * @param waiting how many of them are not written yet
     * @param undoneBy the change that restored the old values
     */
    public record Made(long id, Order order, int fields, int waiting, Optional<Long> undoneBy, Instant madeAt) {}

    /**
     * A field to be changed.
     *
     * @param confirmed a person said yes to what is said of it
     */
    public record Wanted(
            long shopId,
            ExternalId itemId,
            Optional<ExternalId> skuId,
            Field field,
            String oldValue,
            String newValue,
            boolean confirmed) {}

    /** Writes a change within the caller's transaction; older ones of the same fields that wait are replaced. */
    public long make(Order order, List<Wanted> wanted) {
        var now = Columns.utc(clock.instant());
        jdbc.update(
                "INSERT INTO change_set (kind, source, author, why, made_at) VALUES (?, ?, ?, ?, ?)",
                order.kind(),
                Columns.cut(order.source(), 300),
                Columns.cut(order.author(), 64),
                Columns.cut(order.why(), 500),
                now);
        long id = jdbc.queryForObject("SELECT LAST_INSERT_ID()", Long.class);
        jdbc.batchUpdate(
                "UPDATE item_change SET state = 'replaced' WHERE shop_id = ? AND item_id = ? AND field = ?"
                        + " AND state = 'waiting' AND sku_id = ?",
                wanted.stream()
                        .map(one -> new Object[] {
                            one.shopId(), one.itemId().value(), one.field().word(), sku(one.skuId())
                        })
                        .toList());
        jdbc.batchUpdate(
                "INSERT INTO item_change (change_id, shop_id, item_id, sku_id, field, old_value, new_value, confirmed, state)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting')",
                wanted.stream()
                        .map(one -> new Object[] {
                            id,
                            one.shopId(),
                            one.itemId().value(),
                            sku(one.skuId()),
                            one.field().word(),
                            one.oldValue(),
                            one.newValue(),
                            one.confirmed()
                        })
                        .toList());
        jdbc.batchUpdate(
                "UPDATE listing SET held_down_at = ? WHERE shop_id = ? AND external_id = ?",
                wanted.stream()
                        .filter(one -> one.field() == Field.SHELF && Shelf.of(one.newValue()) == Shelf.DOWN)
                        .map(one ->
                                new Object[] {now, one.shopId(), one.itemId().value()})
                        .toList());
        return id;
    }

    public Optional<Made> find(long id) {
        return jdbc.query(SETS + "WHERE c.id = ?", ItemChanges::made, id).stream()
                .findFirst();
    }

    /** The newest first. */
    public List<Made> newest(int most) {
        return jdbc.query(SETS + "ORDER BY c.id DESC LIMIT ?", ItemChanges::made, most);
    }

    public List<ItemChange> fields(long changeId) {
        return jdbc.query(ROWS + "change_id = ? ORDER BY id", ItemChanges::row, changeId);
    }

    /** Within the caller's transaction. */
    public void undone(long id, long by) {
        jdbc.update("UPDATE change_set SET undone_by = ? WHERE id = ?", by, id);
    }

    /** A person lets the waiting prices of an item be written as they are. */
    public void confirm(long shopId, ExternalId itemId) {
        jdbc.update(
                "UPDATE item_change SET confirmed = TRUE WHERE shop_id = ? AND item_id = ? AND field = ? AND state = 'waiting'",
                shopId,
                itemId.value(),
                Field.PRICE.word());
    }

    /** What is to be written of one item now. */
    public List<ItemChange> waiting(long shopId, ExternalId itemId, Field field) {
        return jdbc.query(
                ROWS + "shop_id = ? AND item_id = ? AND field = ? AND state = 'waiting' ORDER BY id",
                ItemChanges::row,
                shopId,
                itemId.value(),
                field.word());
    }

    /** The shop has it. Kept in the listing as well, as nobody knows when the shop will be read again. */
    public void written(ItemChange change) {
        jdbc.update(
                "UPDATE item_change SET state = 'written', written_at = ? WHERE id = ? AND state = 'waiting'",
                Columns.utc(clock.instant()),
                change.id());
        var shop = change.shopId();
        var item = change.itemId().value();
        switch (change.field()) {
            case PRICE -> price(change);
            case TITLE -> jdbc.update(
                    "UPDATE listing SET title = ? WHERE shop_id = ? AND external_id = ?",
                    change.newValue(),
                    shop,
                    item);
            case SHELF -> shelf(change, Shelf.of(change.newValue()));
        }
    }

    private void price(ItemChange change) {
        var price = new BigDecimal(change.newValue());
        jdbc.update(
                "UPDATE listing_variant v JOIN listing l ON l.id = v.listing_id SET v.price = ?"
                        + " WHERE l.shop_id = ? AND l.external_id = ? AND v.sku_id = ?",
                price,
                change.shopId(),
                change.itemId().value(),
                sku(change.skuId()));
        if (change.skuId().isEmpty()) {
            jdbc.update(
                    "UPDATE listing SET price = ? WHERE shop_id = ? AND external_id = ?",
                    price,
                    change.shopId(),
                    change.itemId().value());
        }
    }

    /** Down for good is nothing the hub's own stock logic may end; down by the hub is. */
    private void shelf(ItemChange change, Shelf shelf) {
        var now = Columns.utc(clock.instant());
        jdbc.update(
                "UPDATE listing SET state = ?, taken_down_by_hub_at = ?, held_down_at = IF(?, held_down_at, NULL)"
                        + " WHERE shop_id = ? AND external_id = ?",
                shelf == Shelf.UP ? "UP" : "DOWN",
                shelf == Shelf.DOWN_BY_HUB ? now : null,
                shelf == Shelf.DOWN,
                change.shopId(),
                change.itemId().value());
    }

    private static Made made(ResultSet row, int number) throws SQLException {
        return new Made(
                row.getLong("id"),
                new Order(
                        row.getString("kind"), row.getString("source"), row.getString("author"), row.getString("why")),
                row.getInt("rows_in"),
                row.getInt("waiting"),
                Optional.ofNullable(row.getObject("undone_by", Long.class)),
                Columns.instant(row, "made_at"));
    }

    private static ItemChange row(ResultSet row, int number) throws SQLException {
        var sku = row.getString("sku_id");
        return new ItemChange(
                row.getLong("id"),
                row.getLong("shop_id"),
                new ExternalId(row.getString("item_id")),
                sku.isEmpty() ? Optional.empty() : Optional.of(new ExternalId(sku)),
                Field.of(row.getString("field")),
                row.getString("old_value"),
                row.getString("new_value"),
                ItemChange.State.of(row.getString("state")),
                row.getBoolean("confirmed"));
    }

    private static String sku(Optional<ExternalId> skuId) {
        return skuId.map(ExternalId::value).orElse("");
    }
}
