package dev.shophub.simulator.trade;

import dev.shophub.model.ShopKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plans what cannot be written ahead for ever: an invented shop's next minute, and the next round of set pieces. */
final class Plans implements Unfolding.Expansion {

    private static final Duration SLICE = Duration.ofMinutes(1);
    private static final int SLICES_AHEAD = 2;
    private static final int SERIALS_A_SLICE = 2000;
    private static final int SLICES_TO_RECEIPTS = 5;
    private static final int SLICES_TO_RESTOCK = 60;
    private static final int SCARCE = 15;
    private static final int RESTOCKED = 100;

    private final TradeState trade;
    private final MarketState market;
    private final Instant startedAt;
    private final long seed;
    private final int ordersPerMinute;
    private final Map<ShopKey, TradeGenerator> generators;
    private final SetPieces setPieces;

    /** @param generators of the invented shops; none with a folder */
    Plans(
            TradeState trade,
            MarketState market,
            TradeState.World world,
            int ordersPerMinute,
            Map<ShopKey, TradeGenerator> generators,
            SetPieces setPieces) {
        this.trade = trade;
        this.market = market;
        this.startedAt = world.startedAt();
        this.seed = world.seed();
        this.ordersPerMinute = ordersPerMinute;
        this.generators = Map.copyOf(generators);
        this.setPieces = setPieces;
    }

    @Override
    public void expand(ShopKey shop, Event event) {
        if (event.kind() == EventKind.PIECES) {
            setPieces.plan(shop, event.at());
        } else {
            planSlice(shop, event.subject(), event.at());
        }
    }

    private void planSlice(ShopKey shop, long slice, Instant at) {
        var generator = generators.get(shop);
        if (generator == null) {
            return;
        }
        var begin = startedAt.plus(SLICE.multipliedBy(slice));
        var writer = new TradeWriter(trade, shop, at);
        var notForSale = market.notForSale(shop);
        for (var i = 0; i < ordersPerMinute; i++) {
            var number = slice * ordersPerMinute + i;
            var placedAt = begin.plusSeconds(secondInSlice(shop, number, i));
            var serial = Ids.LIVE_SERIAL + slice * SERIALS_A_SLICE + i;
            writer.write(generator.order(serial, number, placedAt, Tempo.LIVE, notForSale));
        }
        if (slice % SLICES_TO_RECEIPTS == 0) {
            receipts(slice, begin).forEach(writer::event);
        }
        if (slice % SLICES_TO_RESTOCK == 0) {
            restocks(generator, begin).forEach(writer::event);
        }
        var next = startedAt.plus(SLICE.multipliedBy(slice + 1 - SLICES_AHEAD));
        writer.event(new Event(next.isBefore(at) ? at : next, EventKind.PLAN, slice + 1, new Happening.Plan()));
        writer.flush();
    }

    /** Orders are spread evenly, each at some second of its own share of the minute. */
    private long secondInSlice(ShopKey shop, long number, int place) {
        var share = (double) SLICE.toSeconds() / ordersPerMinute;
        var inShare = Chance.of(seed, "second", shop + "|" + number).fraction();
        return 1 + (long) Math.min(SLICE.toSeconds() - 2, (place + inShare) * share);
    }

    /** What the ERP runs out of is bought again. */
    private List<Event> receipts(long slice, Instant begin) {
        var receipts = new ArrayList<Event>();
        for (var sku : market.scarce(SCARCE)) {
            var chance = Chance.of(seed, "receipt", sku + "|" + slice);
            receipts.add(new Event(
                    begin.plusSeconds(chance.between(300, 600)),
                    EventKind.RECEIPT,
                    0,
                    new Happening.Movement(sku, chance.between(100, 300), "采购入库")));
        }
        return receipts;
    }

    /** What the ERP does not know is counted by the shop itself. */
    private static List<Event> restocks(TradeGenerator generator, Instant begin) {
        return generator.catalogue().items().stream()
                .flatMap(item -> item.skus().stream())
                .filter(generator.catalogue()::isUnknown)
                .map(sku -> new Event(
                        begin.plusSeconds(30),
                        EventKind.RESTOCK,
                        sku.itemId(),
                        new Happening.Restock(sku.skuId(), RESTOCKED)))
                .toList();
    }
}
