package dev.shophub.simulator.trade;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.trade.FolderOrder.Cancellation;
import dev.shophub.simulator.trade.TradeFolder.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a trade folder in: reads and checks all of it, so that nothing is written of a folder that is refused, before it has it
 * written. Memory grows with orders and products; lines and reviews are streamed twice instead.
 */
final class FolderLoader {

    private static final Logger LOG = LoggerFactory.getLogger(FolderLoader.class);

    private final TradeFolder folder;
    private final long seed;
    private final Invention invention;
    private final Map<String, FolderOrder> orders = new LinkedHashMap<>();
    private LocalDate first = LocalDate.MAX;
    private LocalDate last = LocalDate.MIN;
    private long untied;
    private BigDecimal untiedSum = BigDecimal.ZERO;

    FolderLoader(TradeFolder folder, long seed) {
        this.folder = folder;
        this.seed = seed;
        this.invention = new Invention(seed);
    }

    /** Reads the orders; the days they span decide how the folder is moved. */
    void readOrders() {
        folder.read(Table.ORDERS, row -> {
            var order = new FolderOrder(row, orders.size());
            if (orders.put(order.id, order) != null) {
                throw row.refused("order_id", order.id, "an order that has not stood here before");
            }
            var day = order.placedAt.toLocalDate();
            first = day.isBefore(first) ? day : first;
            last = day.isAfter(last) ? day : last;
        });
        if (orders.isEmpty()) {
            throw new TradeRefusedException("orders:1: there is no order; expected: one at least");
        }
    }

    LocalDate firstDay() {
        return first;
    }

    LocalDate lastDay() {
        return last;
    }

    /** Reads all the rest and checks it. */
    FolderProducts readRest(LocalDate today) {
        var products = new FolderProducts(seed, first, last);
        folder.read(Table.PRODUCTS, row -> {
            var id = row.id("product_id");
            if (products.knows(id)) {
                throw row.refused("product_id", id, "a product that has not stood here before");
            }
            var title = row.text("title", 500);
            products.add(id, title.isEmpty() ? invention.title(id) : title, row.amountOrZero("price"));
        });
        readCancellations();
        folder.read(Table.LINES, row -> countLine(row, products, today));
        for (var order : orders.values()) {
            for (var cancellation : order.cancellations) {
                if (cancellation.lineQuantity < 0) {
                    throw new TradeRefusedException(cancellation.place + ": line is \"" + cancellation.line
                            + "\"; expected: a line of order " + order.id);
                }
            }
        }
        folder.read(Table.PAYMENTS, row -> order(row)
                .payments
                .add(new FolderOrder.Payment(
                        row.text("method", 60),
                        row.text("instalments").isEmpty() ? 1 : row.whole("instalments", 0, 1000),
                        row.amount("amount").toPlainString())));
        folder.read(Table.REVIEWS, row -> new FolderReview(row, order(row)));
        folder.read(Table.CORRECTIONS, Correction::new);
        products.chooseUnknown(orders.size());
        return products;
    }

    private void readCancellations() {
        var number = new long[1];
        folder.read(Table.CANCELLATIONS, row -> {
            number[0]++;
            if (row.text("order_id").isEmpty()) {
                row.requiredTime("cancelled_at");
                untied++;
                untiedSum =
                        untiedSum.add(row.amount("unit_price").multiply(BigDecimal.valueOf(row.pieces("quantity"))));
            } else {
                order(row).cancellations.add(new Cancellation(row, number[0]));
            }
        });
    }

    private FolderOrder order(FolderRow row) {
        return FolderOrder.of(row, orders);
    }

    private void countLine(FolderRow row, FolderProducts products, LocalDate today) {
        var order = order(row);
        var number = FolderOrder.line(row);
        if (order.hasLine(number)) {
            throw row.refused("line", Integer.toString(number), "a line that has not stood in this order before");
        }
        var product = row.id("product_id");
        if (!products.knows(product)) {
            throw row.refused("product_id", product, "a product that stands in products");
        }
        var quantity = row.pieces("quantity");
        order.lineNumbers.set(number);
        order.goods = order.goods.add(row.amount("unit_price").multiply(BigDecimal.valueOf(quantity)));
        order.freight = order.freight.add(row.amountOrZero("freight"));
        order.cancellations.stream()
                .filter(cancellation -> cancellation.line == number)
                .forEach(cancellation -> cancellation.lineQuantity = quantity);
        products.sold(product, order, quantity, today);
    }

    /** Writes everything as it stands at the start of the world. */
    void write(TradeState state, ShopKey shop, FolderTime time, FolderProducts products) {
        var leftOut = new FolderWriter(folder, orders, products, time, seed).write(state, shop);
        LOG.info(
                "Trade folder taken in: {} orders of {} to {}, moved by {} days (shop={})",
                orders.size(),
                first,
                last,
                time.shiftDays(),
                shop);
        if (untied > 0) {
            LOG.info(
                    "{} cancellations of {} in all are tied to no line and are not sent (shop={})",
                    untied,
                    untiedSum.toPlainString(),
                    shop);
        }
        if (leftOut > 0) {
            LOG.info("{} reviews are second ones or of orders without lines and are left out (shop={})", leftOut, shop);
        }
    }
}
