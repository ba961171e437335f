package dev.shophub.simulator.trade;

import dev.shophub.simulator.trade.Catalogue.Sku;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes what invented shops begin with: catalogue, stock, and a past that goes on after the start. */
final class InventedLoader {

    /** Serials of one day's orders begin this far apart. */
    private static final long SERIALS_A_DAY = 10_000;

    private static final int PIECES_A_DAY = 400;
    private static final int UNKNOWN_PIECES = 2000;
    private static final int LOW_PERCENT = 8;

    private final TradeState state;
    private final long seed;
    private final Instant startedAt;
    private final int historyDays;

    InventedLoader(TradeState state, TradeState.World world, int historyDays) {
        this.state = state;
        this.seed = world.seed();
        this.startedAt = world.startedAt();
        this.historyDays = historyDays;
    }

    void write(List<TradeGenerator> generators) {
        Map<String, Rows.ErpProduct> erp = new LinkedHashMap<>();
        for (var generator : generators) {
            writeCatalogue(generator, erp);
            writeHistory(generator);
        }
        state.erpProducts(List.copyOf(erp.values()));
    }

    private void writeCatalogue(TradeGenerator generator, Map<String, Rows.ErpProduct> erp) {
        var items = new ArrayList<Rows.Item>();
        var skus = new ArrayList<Rows.Sku>();
        for (var item : generator.catalogue().items()) {
            items.add(new Rows.Item(item.itemId(), item.code(), item.title(), item.price(), startedAt));
            for (var sku : item.skus()) {
                var unknown = generator.catalogue().isUnknown(sku);
                var pieces = unknown ? UNKNOWN_PIECES : pieces(generator.catalogue(), sku);
                skus.add(new Rows.Sku(item.itemId(), sku.skuId(), sku.code(), sku.name(), sku.price(), pieces));
                if (!unknown) {
                    erp.putIfAbsent(sku.code(), erpProduct(sku, pieces));
                }
            }
        }
        state.items(generator.shop().key(), items);
        state.skus(generator.shop().key(), skus);
    }

    private long pieces(Catalogue catalogue, Sku sku) {
        var chance = Chance.of(seed, "stock", sku.code());
        var days = chance.percent(LOW_PERCENT) ? 1 : chance.between(12, 40);
        return Math.round(PIECES_A_DAY * catalogue.share(sku) * days) + chance.between(4, 12);
    }

    private Rows.ErpProduct erpProduct(Sku sku, long pieces) {
        var share = 40 + Chance.of(seed, "cost", sku.code()).between(0, 30);
        var cost = sku.price()
                .multiply(BigDecimal.valueOf(share))
                .divide(BigDecimal.valueOf(100), 2, RoundingMode.HALF_UP);
        var title = sku.name().isEmpty() ? sku.title() : sku.title() + " " + sku.name();
        return new Rows.ErpProduct(sku.code(), title, cost, pieces, startedAt);
    }

    private void writeHistory(TradeGenerator generator) {
        var shop = generator.shop();
        var writer = new TradeWriter(state, shop.key(), startedAt);
        var today = startedAt.atZone(shop.zone()).toLocalDate();
        var number = 0L;
        for (var day = 0; day <= historyDays && historyDays > 0; day++) {
            var serial = day * SERIALS_A_DAY;
            for (var placedAt : generator.day(today.minusDays(historyDays - day), startedAt)) {
                writer.write(generator.order(serial++, number++, placedAt, Tempo.NATURAL, Set.of()));
            }
        }
        writer.event(new Event(startedAt, EventKind.PLAN, 0, new Happening.Plan()));
        writer.flush();
    }
}
