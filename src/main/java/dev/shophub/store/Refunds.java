package dev.shophub.store;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Refund;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes pages of refunds, and which states they were seen in. */
public final class Refunds {

    private static final NewestWins REFUNDS = NewestWins.withStatus(
            "refund",
            List.of(
                    "order_external_id",
                    "line_external_id",
                    "kind",
                    "status",
                    "platform_status",
                    "currency",
                    "amount",
                    "quantity",
                    "phase",
                    "reason",
                    "goods_returned",
                    "created_at",
                    "completed_at"),
            List.of());

    private static final MultiRow HISTORY = new MultiRow(
            "INSERT IGNORE INTO refund_status_history (refund_id, platform_status, at, status, read_at) VALUES", 5, "");

    private final JdbcTemplate jdbc;
    private final BuyerKeys keys;
    private final RawRecords rawRecords;
    private final TouchedDays touched;

    public Refunds(JdbcTemplate jdbc, BuyerKeys keys, RawRecords rawRecords) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.rawRecords = rawRecords;
        this.touched = new TouchedDays(jdbc);
    }

    /** Makes the keys that seal the payloads; outside the page's transaction. */
    public Prepared prepare(long shopId, List<Versioned<Refund>> page) {
        var references = references(
                shopId,
                page.stream()
                        .map(version -> version.value().orderId())
                        .distinct()
                        .toList());
        return new Prepared(page, references, keys.of(shopId, references.values()));
    }

    /** A page ready to be written. */
    public static final class Prepared {

        private final List<Versioned<Refund>> page;
        private final Map<ExternalId, String> references;
        private final Map<String, BuyerKeys.BuyerKey> keyByReference;

        private Prepared(
                List<Versioned<Refund>> page,
                Map<ExternalId, String> references,
                Map<String, BuyerKeys.BuyerKey> keyByReference) {
            this.page = page;
            this.references = references;
            this.keyByReference = keyByReference;
        }

        private BuyerKeys.BuyerKey keyOf(Refund refund) {
            return keyByReference.get(references.get(refund.orderId()));
        }
    }

    /** Upserts a page within the caller's transaction; answers the versions that won. */
    public List<Versioned<Refund>> save(long shopId, Prepared prepared, long batch) {
        var written = REFUNDS.write(jdbc, shopId, prepared.page, Refunds::values, batch);
        HISTORY.write(
                jdbc,
                written.stream()
                        .filter(NewestWins.Winner::statusChanged)
                        .map(Refunds::state)
                        .toList());
        var winners = written.stream().map(NewestWins.Winner::version).toList();
        touched.ofRefunds(
                shopId,
                winners.stream().map(version -> version.value().id().value()).toList());
        rawRecords.keep(shopId, winners, version -> prepared.keyOf(version.value()));
        return winners;
    }

    /** The buyer of each order; of an order that has none, or was not seen yet, the order itself. */
    private Map<ExternalId, String> references(long shopId, List<ExternalId> orders) {
        var references = new HashMap<ExternalId, String>();
        orders.forEach(order -> references.put(order, BuyerKeys.reference(Optional.empty(), order)));
        var forgotten = keys.forgotten(shopId, orders);
        if (!orders.isEmpty()) {
            var values = new ArrayList<Object>();
            values.add(shopId);
            orders.forEach(order -> values.add(order.value()));
            jdbc.query(
                    "SELECT external_id, buyer FROM sales_order WHERE buyer IS NOT NULL AND shop_id = ?"
                            + " AND external_id IN (" + String.join(",", Collections.nCopies(orders.size(), "?")) + ")",
                    row -> {
                        var order = new ExternalId(row.getString(1));
                        if (forgotten.contains(order)) {
                            return;
                        }
                        references.put(
                                order, BuyerKeys.reference(Optional.of(new ExternalId(row.getString(2))), order));
                    },
                    values.toArray());
        }
        return references;
    }

    private static Object[] state(NewestWins.Winner<Refund> winner) {
        var version = winner.version();
        return new Object[] {
            winner.row(),
            Columns.cut(version.value().platformStatus(), 64),
            Columns.utc(version.modifiedAt()),
            version.value().status().name(),
            Columns.utc(version.raw().readAt())
        };
    }

    private static List<Object> values(Versioned<Refund> version) {
        var refund = version.value();
        return Arrays.asList(
                refund.id().value(),
                refund.orderId().value(),
                refund.lineId().map(Object::toString).orElse(""),
                refund.kind().name(),
                refund.status().name(),
                Columns.cut(refund.platformStatus(), 64),
                refund.amount().currency().getCurrencyCode(),
                refund.amount().amount(),
                refund.quantity().orElse(null),
                Columns.cut(refund.phase(), 32),
                Columns.cut(refund.reason(), 500),
                refund.goodsReturned(),
                Columns.utc(refund.createdAt()),
                Columns.utc(refund.completedAt()));
    }
}
