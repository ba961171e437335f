package dev.shophub.simulator.trade;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a trade folder tells about one order, gathered from its files; lines are not held, only what they add up to. */
final class FolderOrder {

    final String id;
    final long serial;
    final String buyer;
    final String region;
    final String city;
    final FolderStatus status;
    final LocalDateTime placedAt;
    final Optional<LocalDateTime> paidAt;
    final Optional<LocalDateTime> shippedAt;
    final Optional<LocalDateTime> deliveredAt;

    final BitSet lineNumbers = new BitSet();
    final List<Cancellation> cancellations = new ArrayList<>(0);
    final List<Payment> payments = new ArrayList<>(0);
    BigDecimal goods = BigDecimal.ZERO.setScale(2);
    BigDecimal freight = BigDecimal.ZERO.setScale(2);
    TradeWriter.Present present = new TradeWriter.Present();
    Optional<LocalDateTime> completedAt = Optional.empty();
    boolean reviewed;

    FolderOrder(FolderRow row, long serial) {
        this.id = row.id("order_id");
        this.serial = serial;
        this.buyer = row.text("buyer_id");
        this.region = row.text("region", 60);
        this.city = row.text("city", 60);
        this.status = FolderStatus.of(row);
        this.placedAt = row.requiredTime("placed_at");
        this.paidAt = row.time("paid_at");
        this.shippedAt = row.time("shipped_at");
        this.deliveredAt = row.time("delivered_at");
    }

    /** The order that a row of another file names. */
    static FolderOrder of(FolderRow row, Map<String, FolderOrder> orders) {
        var id = row.id("order_id");
        return Optional.ofNullable(orders.get(id))
                .orElseThrow(() -> row.refused("order_id", id, "an order that stands in orders"));
    }

    /** The number of the line that a row is. */
    static int line(FolderRow row) {
        return (int) row.whole("line", 1, Ids.MAX_LINE);
    }

    /** One payment, as kept with the order. */
    record Payment(String method, long instalments, String amount) {}

    /** A cancellation tied to a line of this order. */
    static final class Cancellation {
        final long row;
        final String place;
        final int line;
        final LocalDateTime at;
        final long quantity;
        final BigDecimal price;
        long lineQuantity = -1;

        Cancellation(FolderRow row, long number) {
            this.row = number;
            this.place = row.place();
            this.line = FolderOrder.line(row);
            this.at = row.requiredTime("cancelled_at");
            this.quantity = row.pieces("quantity");
            this.price = row.amount("unit_price");
        }
    }

    boolean hasLine(int line) {
        return lineNumbers.get(line);
    }

    boolean onlyLine() {
        return lineNumbers.cardinality() == 1;
    }

    int firstLine() {
        return lineNumbers.nextSetBit(0);
    }

    /** Where a line stands among those of its order, from 1. */
    int position(int line) {
        return lineNumbers.get(0, line + 1).cardinality();
    }
}
