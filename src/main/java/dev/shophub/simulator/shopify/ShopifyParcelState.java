package dev.shophub.simulator.shopify;

import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.PlatformState;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Parcels told by the interface. */
final class ShopifyParcelState extends PlatformState {

    ShopifyParcelState(State world) {
        super(world);
    }

    /** A parcel with these pieces by line; its number. */
    long add(String shop, long order, String company, String number, Map<Long, Long> pieces, Instant now) {
        var key = new GeneratedKeyHolder();
        jdbc().update(
                        connection -> {
                            var insert = connection.prepareStatement(
                                    "INSERT INTO sim_shopify_fulfillment (shop_key, tid, company, tracking, created_at)"
                                            + " VALUES (?, ?, ?, ?, ?)",
                                    Statement.RETURN_GENERATED_KEYS);
                            insert.setString(1, shop);
                            insert.setLong(2, order);
                            insert.setString(3, company);
                            insert.setString(4, number);
                            insert.setObject(5, utc(now));
                            return insert;
                        },
                        key);
        long id = key.getKey().longValue();
        pieces.forEach((line, quantity) -> jdbc().update(
                        "INSERT INTO sim_shopify_fulfillment_line (fulfillment_id, oid, quantity) VALUES (?, ?, ?)",
                        id,
                        line,
                        quantity));
        return id;
    }

    /** All pieces of this line have left, the last of them in this parcel. */
    void lineLeft(String shop, long line, String company, String number) {
        jdbc().update(
                        "UPDATE sim_line SET status = 'SHIPPED', carrier = ?, tracking = ? WHERE shop_key = ? AND oid = ?"
                                + " AND status <> 'CLOSED'",
                        company,
                        number,
                        shop,
                        line);
    }

    void orderLeft(String shop, long order, boolean whole, Instant now) {
        jdbc().update(
                        "UPDATE sim_order SET status = ?, shipped_at = COALESCE(shipped_at, ?),"
                                + " modified_at = GREATEST(modified_at, ?) WHERE shop_key = ? AND tid = ?",
                        whole ? "SHIPPED" : "PARTLY_SHIPPED",
                        utc(now),
                        utc(now),
                        shop,
                        order);
    }

    void correct(String shop, long parcel, String company, String number, Instant now) {
        jdbc().update(
                        "UPDATE sim_line l JOIN sim_shopify_fulfillment_line p ON p.oid = l.oid SET l.carrier = ?,"
                                + " l.tracking = ? WHERE l.shop_key = ? AND p.fulfillment_id = ? AND l.tracking <> ''",
                        company,
                        number,
                        shop,
                        parcel);
        jdbc().update(
                        "UPDATE sim_shopify_fulfillment f JOIN sim_order o ON o.shop_key = f.shop_key AND o.tid = f.tid"
                                + " SET f.company = ?, f.tracking = ?, o.modified_at = GREATEST(o.modified_at, ?)"
                                + " WHERE f.shop_key = ? AND f.id = ?",
                        company,
                        number,
                        utc(now),
                        shop,
                        parcel);
    }

    boolean has(String shop, long parcel) {
        return count("sim_shopify_fulfillment WHERE shop_key = ? AND id = ?", java.util.List.of(shop, parcel)) > 0;
    }
}
