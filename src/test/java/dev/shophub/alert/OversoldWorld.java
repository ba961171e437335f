package dev.shophub.alert;

import static dev.shophub.alert.MailWorld.NOON;

import dev.shophub.support.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An ERP whose stock is read, and orders that want it. */
final class OversoldWorld {

    /** When the ERP's stock was last read to its end. */
    static final Instant READ = NOON.minus(Duration.ofMinutes(1));

    private final MailWorld world;
    private final Rows rows;
    private final long erp;

    OversoldWorld(MailWorld world) {
        this.world = world.reset();
        this.rows = new Rows(world.data);
        this.erp = shop("erp", "erp", "live");
        rows.insert("checkpoint", "shop_id", erp, "stream", "stock", "watermark", READ, "last_good_at", READ);
    }

    /** The ERP's stock is read again to its end, now. */
    void read() {
        world.jdbc.update(
                "UPDATE checkpoint SET watermark = ?, last_good_at = ? WHERE shop_id = ?",
                MailWorld.utc(world.clock.instant()),
                MailWorld.utc(world.clock.instant()),
                erp);
    }

    long shop(String key, String role, String state) {
        return rows.insert(
                "shop",
                "shop_key",
                key,
                "platform",
                role.equals("erp") ? "rest" : "taobao",
                "role",
                role,
                "title",
                key.equals("second") ? "茶语时光企业店" : key,
                "state",
                state,
                "time_zone",
                "Asia/Shanghai",
                "go_live_from",
                NOON.minus(Duration.ofDays(10)));
    }

    /** What the ERP says, as read last. */
    void stock(String sku, long available) {
        stock(sku, available, READ.minus(Duration.ofMinutes(5)));
    }

    void stock(String sku, long available, Instant readAt) {
        world.jdbc.update("DELETE FROM erp_stock WHERE external_id = ?", sku);
        rows.insert("erp_stock", "shop_id", erp, "external_id", sku, "available", available, "read_at", readAt);
    }

    void product(String sku, String title) {
        rows.insert("erp_product", "shop_id", erp, "external_id", sku, "title", title);
    }

    void map(long shop, String code, String sku) {
        rows.insert("sku_mapping", "shop_id", shop, "code", code, "erp_sku", sku, "origin", "manual");
    }

    /** An SKU that the first shop sells under the same code. */
    void offered(String sku, long available) {
        stock(sku, available);
        map(world.shop.id(), sku, sku);
    }

    /** One line; of the first shop, placed and paid so long ago. */
    long order(String id, String status, Duration ago, String code, long pieces) {
        return order(world.shop.id(), id, status, ago, code, pieces);
    }

    long order(long shop, String id, String status, Duration ago, String code, long pieces, Object... more) {
        var at = NOON.minus(ago);
        var values = new ArrayList<Object>(List.of(
                "shop_id",
                shop,
                "external_id",
                id,
                "status",
                status,
                "placed_at",
                at,
                "currency",
                "CNY",
                "total",
                128));
        if (!status.equals("UNPAID")) {
            values.addAll(List.of("paid_at", at.plusSeconds(60)));
        }
        values.addAll(List.of(more));
        long order = rows.insert("sales_order", values.toArray());
        line(order, "1", code, pieces, status);
        return order;
    }

    void line(long order, String id, String code, long pieces, String status) {
        rows.insert(
                "order_line", "order_id", order, "external_id", id, "code", code, "quantity", pieces, "status", status);
    }

    /** The ERP was first called then; accepted null: no answer came. */
    void called(String order, Instant intendedAt, Instant acceptedAt) {
        var values = new ArrayList<Object>(List.of(
                "shop_id",
                world.shop.id(),
                "order_external_id",
                order,
                "kind",
                "order",
                "external_id",
                order,
                "intended_at",
                intendedAt));
        if (acceptedAt != null) {
            values.addAll(List.of("accepted_at", acceptedAt));
        }
        world.jdbc.update("DELETE FROM erp_link WHERE external_id = ?", order);
        rows.insert("erp_link", values.toArray());
    }

    void close(String order) {
        world.jdbc.update(
                "UPDATE sales_order o JOIN order_line l ON l.order_id = o.id SET o.status = 'CLOSED', l.status = 'CLOSED'"
                        + " WHERE o.external_id = ?",
                order);
    }

    /** A recount that began an hour ago; the shop null: of all. */
    void freeze(Long shop, String sku, long sellable) {
        var freeze = rows.insert(
                "stock_freeze",
                "typed",
                sku,
                "shop_id",
                shop,
                "since",
                NOON.minus(Duration.ofHours(1)),
                "until_at",
                NOON.plus(Duration.ofHours(5)));
        rows.insert("frozen_level", "erp_sku", sku, "freeze_id", freeze, "sellable", sellable);
    }

    /** Twenty thousand more orders of the same SKU like the one there, with all its lines. */
    void history(String like) {
        copies("sales_order", "external_id", "CONCAT(t.external_id, '-', q.seq)", "t.external_id = '" + like + "'");
        copies(
                "order_line",
                "order_id",
                "(SELECT o.id FROM sales_order o WHERE o.shop_id = " + world.shop.id() + " AND o.external_id = CONCAT('"
                        + like + "-', q.seq))",
                "t.order_id = (SELECT o.id FROM sales_order o WHERE o.external_id = '" + like + "')");
        world.jdbc.execute("ANALYZE TABLE sales_order, order_line");
    }

    private void copies(String table, String column, String value, String which) {
        var others = String.join(
                ", ",
                world.jdbc.queryForList(
                        "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE()"
                                + " AND table_name = ? AND column_name NOT IN ('id', ?)",
                        String.class,
                        table,
                        column));
        world.jdbc.update("INSERT INTO %1$s (%2$s, %3$s) SELECT %4$s, %5$s FROM %1$s t, seq_1_to_20000 q WHERE %6$s"
                .formatted(table, column, others, value, "t." + others.replace(", ", ", t."), which));
    }

    /** Pieces missing by SKU, as {@code SKU=pieces}, after a look. */
    List<String> look() {
        world.oversold.look();
        return world.jdbc.query(
                "SELECT erp_sku, missing FROM oversold ORDER BY erp_sku",
                (row, number) -> row.getString(1) + "=" + row.getLong(2));
    }
}
