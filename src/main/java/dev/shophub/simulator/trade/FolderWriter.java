package dev.shophub.simulator.trade;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.trade.TradeFolder.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes a trade folder that was read as a world begins with it: its products, orders with their lives, lines and reviews. */
final class FolderWriter {

    private static final int PAYMENTS_LENGTH = 2000;
    private static final double REVIEWED_PERCENT = 5;

    private final TradeFolder folder;
    private final Map<String, FolderOrder> orders;
    private final FolderProducts products;
    private final FolderTime time;
    private final long seed;
    private final Ids ids;
    private final Invention invention;
    private long reviewsLeftOut;

    /** @param orders by id, in the order of the folder */
    FolderWriter(
            TradeFolder folder, Map<String, FolderOrder> orders, FolderProducts products, FolderTime time, long seed) {
        this.folder = folder;
        this.orders = orders;
        this.products = products;
        this.time = time;
        this.seed = seed;
        this.ids = new Ids(seed, 0);
        this.invention = new Invention(seed);
    }

    /**
     * Writes everything as it stands at the start of the world.
     *
     * @return how many reviews are left out: second ones, and those of orders without lines
     */
    long write(TradeState state, ShopKey shop) {
        var writer = new TradeWriter(state, shop, time.startedAt());
        var present = time.startedAt().atZone(time.zone()).toLocalDateTime().minusDays(time.shiftDays());
        writeProducts(state, writer, present);
        for (var order : orders.values()) {
            writeOrder(writer, order);
        }
        var firstLines = new LinkedHashMap<FolderOrder, Rows.Line>();
        folder.read(Table.LINES, row -> writeLine(writer, row, firstLines));
        writeReviews(writer, firstLines);
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
        return reviewsLeftOut;
    }

    private void writeProducts(TradeState state, TradeWriter writer, LocalDateTime present) {
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
        erp.addAll(onlyCorrected());
        state.items(writer.shop(), items);
        state.skus(writer.shop(), skus);
        state.erpProducts(erp);
    }

    /** Goods that were counted and never sold: only the ERP knows them, with what is later taken away. */
    private List<Rows.ErpProduct> onlyCorrected() {
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

    private void writeOrder(TradeWriter writer, FolderOrder order) {
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

    private void writeLine(TradeWriter writer, FolderRow row, Map<FolderOrder, Rows.Line> firstLines) {
        var order = FolderOrder.of(row, orders);
        var number = FolderOrder.line(row);
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

    private void writeReviews(TradeWriter writer, Map<FolderOrder, Rows.Line> firstLines) {
        if (!folder.has(Table.REVIEWS)) {
            firstLines.forEach((order, line) -> inventReview(writer, order, line));
            return;
        }
        Set<String> seen = new HashSet<>();
        var number = new long[1];
        folder.read(Table.REVIEWS, row -> {
            number[0]++;
            var review = new FolderReview(row, FolderOrder.of(row, orders));
            var line = firstLines.get(review.order());
            if (line == null || review.order().reviewed) {
                reviewsLeftOut++;
                return;
            }
            review.order().reviewed = true;
            writer.review(
                    judged(review.order(), line, review.stars(), review.content(invention), time.of(review.at())));
            // one id may stand at two orders: its row tells the second apart
            var again = seen.add(review.id()) ? "" : Long.toString(number[0]);
            writer.source(new Rows.Source("review", review.id(), again, line.oid(), Optional.of(line.oid())));
        });
    }

    private void inventReview(TradeWriter writer, FolderOrder order, Rows.Line line) {
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
}
