package dev.shophub.store;

import dev.shophub.model.Refund;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes pages of refunds. */
public final class Refunds {

    private static final NewestWins REFUNDS = new NewestWins(
            "refund",
            List.of("external_id"),
            List.of(
                    "order_external_id",
                    "line_external_id",
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
            List.of(),
            "external_id");

    private final JdbcTemplate jdbc;
    private final BuyerKeys keys;
    private final RawRecords rawRecords;

    public Refunds(JdbcTemplate jdbc, BuyerKeys keys, RawRecords rawRecords) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.rawRecords = rawRecords;
    }

    /** Upserts a page within the caller's transaction; answers the versions that won. */
    public List<Versioned<Refund>> save(long shopId, List<Versioned<Refund>> page, long batch) {
        var rows = new ArrayList<Object[]>(page.size());
        var byId = new HashMap<String, Versioned<Refund>>();
        for (var version : Versioned.newestOfEach(page)) {
            var refund = version.value();
            byId.put(refund.id().value(), version);
            rows.add(new Object[] {
                shopId,
                refund.id().value(),
                refund.orderId().value(),
                refund.lineId().map(Object::toString).orElse(""),
                refund.status().name(),
                Columns.cut(refund.platformStatus(), 64),
                refund.amount().currency().getCurrencyCode(),
                refund.amount().amount(),
                refund.quantity().orElse(null),
                Columns.cut(refund.phase(), 32),
                Columns.cut(refund.reason(), 500),
                refund.goodsReturned(),
                Columns.utc(refund.createdAt()),
                Columns.utc(refund.completedAt()),
                batch,
                Columns.utc(version.raw().readAt()),
                version.hash(),
                Columns.utc(version.modifiedAt())
            });
        }
        var winners = REFUNDS.write(jdbc, rows, batch).stream()
                .filter(NewestWins.Written::won)
                .map(row -> byId.get(row.key()))
                .toList();
        var key = keys.hub();
        rawRecords.keep(shopId, winners, version -> key);
        return winners;
    }
}
