package dev.shophub.simulator.acme;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Paging;
import dev.shophub.simulator.stage.PlatformState;
import dev.shophub.simulator.stage.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Items and the pieces that are shown of their variants. */
final class AcmeItemState extends PlatformState {

    AcmeItemState(State world) {
        super(world);
    }

    /** Items modified in the span, its end excluded. */
    Slice<ObjectNode> list(AcmeOrderState.Asked asked, Paging paging) {
        var where = new Where();
        where.and("i.shop_key = ?", asked.shop());
        where.and("i.modified_at >= ? AND i.modified_at < ?", utc(asked.from()), utc(asked.to()));
        var rows = jdbc().query(
                        "SELECT i.item_id, i.modified_at FROM sim_item i WHERE " + where.sql()
                                + " ORDER BY i.modified_at, i.item_id LIMIT ? OFFSET ?",
                        (row, number) -> item(asked.shop(), row),
                        where.with(paging.size() + 1, paging.offset()));
        return slice(rows, paging, () -> count("sim_item i WHERE " + where.sql(), where.arguments()));
    }

    private ObjectNode item(String shop, ResultSet row) throws SQLException {
        var item = JsonNodeFactory.instance
                .objectNode()
                .put("id", row.getLong("item_id"))
                .put("changed", time(row, "modified_at").toString());
        var variants = item.putArray("variants");
        jdbc().query(
                        "SELECT sku_id, code, quantity FROM sim_sku WHERE shop_key = ? AND item_id = ? ORDER BY sku_id",
                        sku -> {
                            variants.addObject()
                                    .put("sku", sku.getLong("sku_id"))
                                    .put("code", sku.getString("code"))
                                    .put("pieces", sku.getLong("quantity"));
                        },
                        shop,
                        row.getLong("item_id"));
        return item;
    }

    /** Sets it, where the shop shows what is expected or nothing is; what is shown then, empty where there is no such variant. */
    Optional<Long> set(String shop, long item, long sku, long pieces, Optional<Long> expected, Instant now) {
        return inTransaction(() -> {
            var shown = jdbc()
                    .queryForList(
                            "SELECT quantity FROM sim_sku WHERE shop_key = ? AND item_id = ? AND sku_id = ? FOR UPDATE",
                            Long.class,
                            shop,
                            item,
                            sku)
                    .stream()
                    .findFirst();
            if (shown.isEmpty()
                    || expected.filter(one -> !one.equals(shown.get())).isPresent()) {
                return shown;
            }
            jdbc().update(
                            "UPDATE sim_sku SET quantity = ? WHERE shop_key = ? AND item_id = ? AND sku_id = ?",
                            pieces,
                            shop,
                            item,
                            sku);
            jdbc().update(
                            "UPDATE sim_item SET modified_at = ? WHERE shop_key = ? AND item_id = ?",
                            utc(now),
                            shop,
                            item);
            return Optional.of(pieces);
        });
    }
}
