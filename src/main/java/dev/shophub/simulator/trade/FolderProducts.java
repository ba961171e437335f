package dev.shophub.simulator.trade;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A folder's products with what they sell: from it follow the stock the ERP begins with and the goods that arrive
 * later, so that the trade is possible and some products run low, and the few products that the ERP does not know.
 */
final class FolderProducts {

    private static final int PERIOD_DAYS = 28;
    private static final double UNKNOWN_SHARE = 0.02;
    private static final double MOST_OF_ONE = 0.006;

    private final long seed;
    private final LocalDate first;
    private final int periods;
    private final Map<String, Product> products = new LinkedHashMap<>();
    private final Set<String> unknownToErp = new HashSet<>();

    FolderProducts(long seed, LocalDate first, LocalDate last) {
        this.seed = seed;
        this.first = first;
        this.periods = (int) (ChronoUnit.DAYS.between(first, last) / PERIOD_DAYS) + 2;
    }

    /** A product of the folder, and what of it was bought. */
    final class Product {
        final String id;
        final long serial;
        final String title;
        final BigDecimal price;
        private final long[] pieces = new long[periods];
        private int orders;
        private int recentOrders;
        private long lastOrder = -1;

        private Product(String id, long serial, String title, BigDecimal price) {
            this.id = id;
            this.serial = serial;
            this.title = title;
            this.price = price;
        }
    }

    void add(String id, String title, BigDecimal price) {
        products.put(id, new Product(id, products.size(), title, price));
    }

    boolean knows(String id) {
        return products.containsKey(id);
    }

    Product product(String id) {
        return products.get(id);
    }

    Iterable<Product> all() {
        return products.values();
    }

    int count() {
        return products.size();
    }

    void sold(String id, FolderOrder order, long quantity, LocalDate today) {
        var product = products.get(id);
        product.pieces[period(order.placedAt)] += quantity;
        if (product.lastOrder != order.serial) {
            product.lastOrder = order.serial;
            product.orders++;
            if (Math.abs(ChronoUnit.DAYS.between(order.placedAt.toLocalDate(), today)) <= PERIOD_DAYS / 2) {
                product.recentOrders++;
            }
        }
    }

    /** Chooses, by what sells, the few products that the ERP lacks: about two in a hundred orders contain one. */
    void chooseUnknown(long orders) {
        var candidates = new ArrayList<>(products.values().stream()
                .filter(product -> product.orders > 0 && product.orders <= Math.max(1, orders * MOST_OF_ONE))
                .toList());
        candidates.sort(Comparator.comparing((Product product) -> product.recentOrders == 0)
                .thenComparing(product -> Chance.of(seed, "unknown", product.id).fraction()
                        / (1 + product.orders * (double) product.orders)));
        var share = 0L;
        for (var product : candidates) {
            if (share >= orders * UNKNOWN_SHARE) {
                break;
            }
            if (share + product.orders <= Math.max(1, orders * UNKNOWN_SHARE * 1.2)) {
                unknownToErp.add(product.id);
                share += product.orders;
            }
        }
    }

    boolean unknownToErp(String id) {
        return unknownToErp.contains(id);
    }

    /** Pieces on hand at a moment of the folder. */
    long onHand(Product product, LocalDateTime at) {
        if (unknownToErp(product.id)) {
            return Arrays.stream(product.pieces).sum() * 2 + 50;
        }
        var period = period(at);
        return runsLow(product)
                ? (long) Math.ceil(0.6 * sold(product, period)) + 3
                : (long) Math.ceil(1.2 * (sold(product, period) + sold(product, period + 1))) + 5;
    }

    /** Goods that arrive. */
    record Receipt(String product, LocalDateTime at, long pieces) {}

    /**
     * What arrives after a moment of the folder: every four weeks what the next ones need; late where a product runs
     * low.
     */
    List<Receipt> receipts(Product product, LocalDateTime after) {
        var receipts = new ArrayList<Receipt>();
        for (var period = period(after) + 1; period < periods && !unknownToErp(product.id); period++) {
            var low = runsLow(product);
            var needed = sold(product, low ? period : period + 1);
            var morning =
                    first.plusDays((long) period * PERIOD_DAYS + (low ? 5 : 0)).atTime(9, 30);
            if (needed > 0 && morning.isAfter(after)) {
                receipts.add(new Receipt(product.id, morning, (long) Math.ceil(1.05 * needed)));
            }
        }
        return receipts;
    }

    BigDecimal costPrice(Product product) {
        var share = 40 + Chance.of(seed, "cost", product.id).between(0, 30);
        return product.price
                .multiply(BigDecimal.valueOf(share))
                .divide(BigDecimal.valueOf(100), 2, RoundingMode.HALF_UP);
    }

    private boolean runsLow(Product product) {
        return Chance.of(seed, "runs-low", product.id).percent(4);
    }

    private static long sold(Product product, int period) {
        return period < product.pieces.length ? product.pieces[period] : 0;
    }

    private int period(LocalDateTime at) {
        var days = ChronoUnit.DAYS.between(first, at.toLocalDate());
        return (int) Math.max(0, Math.min(periods - 1, days / PERIOD_DAYS));
    }
}
