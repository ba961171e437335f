package dev.shophub.simulator.trade;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.trade.FolderOrder.Cancellation;
import dev.shophub.simulator.trade.TradeFolder.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a trade folder in: first reads all of it, so that nothing is written of a folder that is refused, then writes
 * it. Memory grows with orders and products; lines, payments and reviews are streamed twice instead.
 */
final class FolderLoader {

    private static final Logger LOG = LoggerFactory.getLogger(FolderLoader.class);
    private static final int PAYMENTS_LENGTH = 2000;
    private static final double REVIEWED_PERCENT = 5;

    private final TradeFolder folder;
    private final long seed;
    private final Ids ids;
    private final Invention invention;
    private final Map<String, FolderOrder> orders = new LinkedHashMap<>();
    private LocalDate first = LocalDate.MAX;
    private LocalDate last = LocalDate.MIN;
    private long untied;
    private BigDecimal untiedSum = BigDecimal.ZERO;
    private long reviewsLeftOut;

    FolderLoader(TradeFolder folder, long seed) {
        this.folder = folder;
        this.seed = seed;
        this.ids = new Ids(seed, 0);
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
        folder.read(Table.REVIEWS, this::review);
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
        var id = row.id("order_id");
        return Optional.ofNullable(orders.get(id))
                .orElseThrow(() -> row.refused("order_id", id, "an order that stands in orders"));
    }

    private void countLine(FolderRow row, FolderProducts products, LocalDate today) {
        var order = order(row);
        var number = line(row);
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

    private static int line(FolderRow row) {
        return (int) row.whole("line", 1, Ids.MAX_LINE);
    }

    /** Writes everything as it stands at the start of the world. */
    void write(TradeState state, ShopKey shop, FolderTime time, FolderProducts products) {
        var writer = new TradeWriter(state, shop, time.startedAt());
        var present = time.startedAt().atZone(time.zone()).toLocalDateTime().minusDays(time.shiftDays());
        writeProducts(state, writer, time, products, present);
        for (var order : orders.values()) {
            writeOrder(writer, order, time);
        }
        var firstLines = new LinkedHashMap<FolderOrder, Rows.Line>();
        folder.read(Table.LINES, row -> writeLine(writer, row, products, firstLines));
        writeReviews(writer, time, firstLines);
        folder.read(Table.CORRECTIONS, row -> {
            var correction = new Correction(row);
            var at = time.of(correction.at);
            if (at.isAfter(time.startedAt())) {
                writer.event(new Event(
                        at,
                        EventKind.CORRECTION,
                        0,
                        new Happening.Movement(correction.product, correction.pieces, correction.note)));
            }
        });
        writer.flush();
        report(shop, time);
    }

    private void report(ShopKey shop, FolderTime time) {
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
        if (reviewsLeftOut > 0) {
            LOG.info(
                    "{} reviews are second ones or of orders without lines and are left out (shop={})",
                    reviewsLeftOut,
                    shop);
        }
    }

    private void writeProducts(
            TradeState state, TradeWriter writer, FolderTime time, FolderProducts products, LocalDateTime present) {
        var items = new ArrayList<Rows.Item>();
        var skus = new ArrayList<Rows.Sku>();
        var erp = new ArrayList<Rows.ErpProduct>();
        for (var product : products.all()) {
            var item = ids.item(product.serial);
            var onHand = products.onHand(product, present);
            items.add(new Rows.Item(item, product.id, product.title, product.price, time.startedAt()));
            skus.add(new Rows.Sku(item, 0, product.id, "", product.price, onHand));
            writer.source(new Rows.Source("product", product.id, "", item, Optional.empty()));
            if (!products.unknownToErp(product.id)) {
                erp.add(new Rows.ErpProduct(
                        product.id, product.title, products.costPrice(product), onHand, time.startedAt()));
            }
            products.receipts(product, present)
                    .forEach(receipt -> writer.event(new Event(
                            time.of(receipt.at()),
                            EventKind.RECEIPT,
                            0,
                            new Happening.Movement(receipt.product(), receipt.pieces(), ""))));
        }
        erp.addAll(onlyCorrected(products, time));
        state.items(writer.shop(), items);
        state.skus(writer.shop(), skus);
        state.erpProducts(erp);
    }

    /** Goods that were counted and never sold: only the ERP knows them, with what is later taken away. */
    private List<Rows.ErpProduct> onlyCorrected(FolderProducts products, FolderTime time) {
        var taken = new LinkedHashMap<String, Long>();
        folder.read(Table.CORRECTIONS, row -> {
            var correction = new Correction(row);
            if (!products.knows(correction.product)) {
                taken.merge(correction.product, Math.max(0, -correction.pieces), Long::sum);
            }
        });
        return taken.entrySet().stream()
                .map(product -> new Rows.ErpProduct(
                        product.getKey(),
                        invention.title(product.getKey()),
                        BigDecimal.ZERO,
                        product.getValue(),
                        time.startedAt()))
                .toList();
    }

    private void writeOrder(TradeWriter writer, FolderOrder order, FolderTime time) {
        var life = new FolderLife(order, ids, time, seed);
        var tid = ids.order(order.serial);
        var placedAt = time.of(order.placedAt);
        var key = order.buyer.isEmpty() ? "" : invention.buyerKey(order.buyer);
        var refunds = life.refunds();
        order.completedAt = life.completedAt();
        order.present = writer.order(
                new Rows.Order(
                        tid,
                        "fixed",
                        placedAt,
                        invention.buyer(order.id, key, order.region, order.city),
                        amounts(order),
                        payments(order),
                        Rows.OrderState.planned(placedAt)),
                life.steps(),
                refunds);
        writer.source(new Rows.Source("order", order.id, "", tid, Optional.empty()));
        var rows = order.cancellations.stream()
                .map(cancellation -> new Rows.Source(
                        "refund",
                        Long.toString(cancellation.row),
                        "",
                        ids.refund(cancellation.row),
                        Optional.of(ids.line(order.serial, cancellation.line, order.onlyLine()))));
        rows.forEach(writer::source);
    }

    /** The folder's numbers; of an order without lines its payments are all that is told. */
    private static Rows.Amounts amounts(FolderOrder order) {
        var told = order.goods.add(order.freight);
        var paid = order.lineNumbers.isEmpty()
                ? order.payments.stream()
                        .map(payment -> new BigDecimal(payment.amount()))
                        .reduce(told, BigDecimal::add)
                : told;
        return new Rows.Amounts(order.goods, order.freight, BigDecimal.ZERO, paid);
    }

    /** All payments as told, or one a method where there are more than the platform's field holds. */
    private static String payments(FolderOrder order) {
        var all = Details.write(order.payments);
        if (all.length() <= PAYMENTS_LENGTH) {
            return all;
        }
        var sums = new LinkedHashMap<String, BigDecimal>();
        order.payments.forEach(
                payment -> sums.merge(payment.method(), new BigDecimal(payment.amount()), BigDecimal::add));
        return Details.write(sums.entrySet().stream()
                .limit(PAYMENTS_LENGTH / 130)
                .map(sum ->
                        new FolderOrder.Payment(sum.getKey(), 1, sum.getValue().toPlainString()))
                .toList());
    }

    private void writeLine(
            TradeWriter writer, FolderRow row, FolderProducts products, Map<FolderOrder, Rows.Line> firstLines) {
        var order = order(row);
        var number = line(row);
        var product = products.product(row.id("product_id"));
        var title = row.text("title", 500);
        var quantity = row.pieces("quantity");
        var price = row.amount("unit_price");
        var tid = ids.order(order.serial);
        var oid = ids.line(order.serial, number, order.onlyLine());
        var line = new Rows.Line(
                tid,
                oid,
                order.position(number),
                ids.item(product.serial),
                0,
                product.id,
                title.isEmpty() ? product.title : title,
                "",
                quantity,
                price,
                BigDecimal.ZERO,
                price.multiply(BigDecimal.valueOf(quantity)),
                Rows.PLANNED,
                Rows.NO_REFUND,
                Optional.empty());
        writer.line(order.present.line(line));
        writer.source(new Rows.Source("line", order.id, Integer.toString(number), tid, Optional.of(oid)));
        if (number == order.firstLine()) {
            firstLines.put(order, line);
        }
    }

    private void writeReviews(TradeWriter writer, FolderTime time, Map<FolderOrder, Rows.Line> firstLines) {
        if (!folder.has(Table.REVIEWS)) {
            firstLines.forEach((order, line) -> inventReview(writer, time, order, line));
            return;
        }
        Set<String> seen = new HashSet<>();
        var number = new long[1];
        folder.read(Table.REVIEWS, row -> {
            number[0]++;
            var review = review(row);
            var line = firstLines.get(review.order);
            if (line == null || review.order.reviewed) {
                reviewsLeftOut++;
                return;
            }
            review.order.reviewed = true;
            writer.review(judged(review.order, line, review.stars, review.content(invention), time.of(review.at())));
            // one id may stand at two orders: its row tells the second apart
            var again = seen.add(review.id) ? "" : Long.toString(number[0]);
            writer.source(new Rows.Source("review", review.id, again, line.oid(), Optional.of(line.oid())));
        });
    }

    private void inventReview(TradeWriter writer, FolderTime time, FolderOrder order, Rows.Line line) {
        var chance = Chance.of(seed, "reviewed", order.id);
        if (order.completedAt.isPresent() && chance.percent(REVIEWED_PERCENT)) {
            var stars = invention.stars(order.id);
            var at = order.completedAt.get().plusSeconds(chance.between(600, 4 * 86_400));
            writer.review(judged(order, line, stars, invention.review(order.id, stars), time.of(at)));
        }
    }

    private Event judged(FolderOrder order, Rows.Line line, int stars, String content, Instant at) {
        var nick = invention
                .buyer(order.id, order.buyer.isEmpty() ? "" : invention.buyerKey(order.buyer), "", "")
                .nick();
        return new Event(
                at,
                EventKind.REVIEW,
                line.oid(),
                new Happening.Judge(
                        line.tid(), line.itemId(), line.title(), nick, Invention.result(stars), stars, content));
    }

    private FolderReview review(FolderRow row) {
        return new FolderReview(
                row.id("review_id"),
                order(row),
                (int) row.whole("stars", 1, 5),
                row.text("title", 200),
                row.text("text", 10_000),
                row.requiredTime("created_at"));
    }

    private record FolderReview(
            String id, FolderOrder order, int stars, String title, String text, LocalDateTime told) {

        /** No earlier than the order. */
        LocalDateTime at() {
            return told.isBefore(order.placedAt) ? order.placedAt : told;
        }

        String content(Invention invention) {
            var content = title.isEmpty() || text.isEmpty() ? title + text : title + "\n" + text;
            return content.isBlank() ? invention.review(order.id, stars) : content;
        }
    }

    /** A person counted again: so many pieces more or less. */
    private static final class Correction {
        private final LocalDateTime at;
        private final String product;
        private final String note;
        private final long pieces;

        private Correction(FolderRow row) {
            this.at = row.requiredTime("corrected_at");
            this.product = row.id("product_id");
            this.note = row.text("note", 200);
            this.pieces = row.whole("quantity", -1_000_000_000L, 1_000_000_000L);
        }
    }
}
