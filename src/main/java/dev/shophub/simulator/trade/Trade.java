package dev.shophub.simulator.trade;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;

/**
 * The trade of a simulated world. Opened once, it holds all that lies before now as history; whoever shows the world
 * calls {@link #catchUp} first, and what has become due since then happens, in the order in which it was due. Safe for
 * several threads, and for being killed at any moment.
 */
public final class Trade {

    private static final Logger LOG = LoggerFactory.getLogger(Trade.class);

    private static final int MOST_TRIES = 10;

    private final State state;
    private final TradeState trade;
    private final EventState events;
    private final Unfolding unfolding;
    private final SetPieces setPieces;
    private volatile Instant nextDue = Instant.MIN;

    private Trade(State state, TradeState trade, EventState events, Plans plans, SetPieces setPieces) {
        this.state = state;
        this.trade = trade;
        this.events = events;
        this.setPieces = setPieces;
        this.unfolding = new Unfolding(state, trade, events, plans);
    }

    /**
     * Opens the world's trade: writes it at the first start, or again when the first start was interrupted; goes on
     * with it at every later one. How a folder is moved, and the seed, stay as they were at the first start.
     *
     * @param state the simulators' schema and the world's clock
     * @throws TradeRefusedException when the folder is not readable, or the world was begun with other trade
     */
    public static Trade open(State state, TradeSettings settings) {
        var trade = new TradeState(state);
        var events = new EventState(state);
        var found = trade.world();
        found.ifPresent(world -> requireSame(world, settings));
        if (found.isEmpty() || !found.get().loaded()) {
            load(state, settings, trade, found);
        }
        events.forgetPieces();
        var world = trade.world().orElseThrow();
        var shops = settings.shops().stream().map(TradeShop::key).toList();
        var market = new MarketState(state);
        var pieces = new SetPieces(
                trade, market, world.seed(), shops, settings.tradeFolder().isEmpty());
        var plans =
                new Plans(trade, market, world, settings.ordersPerMinute(), generators(settings, world.seed()), pieces);
        return new Trade(state, trade, events, plans, pieces);
    }

    /** One generator an invented shop, in the settings' order; none with a folder. */
    private static Map<ShopKey, TradeGenerator> generators(TradeSettings settings, long seed) {
        var generators = new LinkedHashMap<ShopKey, TradeGenerator>();
        if (settings.tradeFolder().isEmpty()) {
            for (var shop : settings.shops()) {
                generators.put(shop.key(), new TradeGenerator(shop, generators.size(), seed));
            }
        }
        return generators;
    }

    private static void load(
            State state, TradeSettings settings, TradeState trade, Optional<TradeState.World> interrupted) {
        var began = System.nanoTime();
        trade.clear();
        var loader = settings.tradeFolder()
                .map(folder ->
                        loader(folder, interrupted.map(TradeState.World::seed).orElse(settings.seed())));
        loader.ifPresent(FolderLoader::readOrders);
        var world = interrupted.orElseGet(() -> newWorld(state, settings, loader));
        if (loader.isPresent()) {
            var shop = settings.shops().get(0);
            var time = new FolderTime(shop.zone(), world.shiftDays(), world.startedAt(), settings.speed());
            var today = world.startedAt().atZone(shop.zone()).toLocalDate().minusDays(world.shiftDays());
            var products = loader.get().readRest(today);
            begin(trade, world, interrupted);
            loader.get().write(trade, shop.key(), time, products);
        } else {
            begin(trade, world, interrupted);
            new InventedLoader(trade, world, settings.historyDays())
                    .write(List.copyOf(generators(settings, world.seed()).values()));
        }
        trade.loaded();
        LOG.info("Trade written in {} ms", (System.nanoTime() - began) / 1_000_000);
    }

    private static void begin(TradeState trade, TradeState.World world, Optional<TradeState.World> interrupted) {
        if (interrupted.isEmpty()) {
            trade.begin(world);
        }
    }

    private static FolderLoader loader(Path folder, long seed) {
        return new FolderLoader(new TradeFolder(folder), seed);
    }

    private static TradeState.World newWorld(State state, TradeSettings settings, Optional<FolderLoader> loader) {
        var startedAt = state.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        var shift = loader.map(folder -> shiftDays(settings, folder, startedAt)).orElse(0);
        return new TradeState.World(
                settings.tradeFolder().map(Path::toString).orElse(""), settings.seed(), shift, startedAt, false);
    }

    private static int shiftDays(TradeSettings settings, FolderLoader loader, Instant startedAt) {
        if (settings.noShift()) {
            return 0;
        }
        var realToday = startedAt.atZone(settings.shops().get(0).zone()).toLocalDate();
        var day = settings.today()
                .orElseGet(() -> FolderTime.defaultToday(loader.firstDay(), loader.lastDay(), realToday));
        if (day.isBefore(loader.firstDay()) || day.isAfter(loader.lastDay())) {
            throw new TradeRefusedException("The trade folder has no such day (demo.today=" + day + "); expected: "
                    + loader.firstDay() + " to " + loader.lastDay());
        }
        return (int) ChronoUnit.DAYS.between(day, realToday);
    }

    private static void requireSame(TradeState.World world, TradeSettings settings) {
        var asked = settings.tradeFolder().map(Path::toString).orElse("");
        if (!asked.equals(world.trade())) {
            throw new TradeRefusedException(
                    "The demo was begun with other trade (demo.trade=" + described(asked) + ", begun with "
                            + described(world.trade()) + "); start it with that, or with demo.fresh=true to forget it");
        }
        if (settings.today().isPresent() && settings.tradeFolder().isPresent() && !settings.noShift()) {
            var begun = today(world, settings);
            if (!settings.today().get().equals(begun)) {
                throw new TradeRefusedException("The demo was begun with another day as today (demo.today="
                        + settings.today().get() + ", begun with " + begun
                        + "); start it with that, or with demo.fresh=true to forget it");
            }
        }
    }

    private static LocalDate today(TradeState.World world, TradeSettings settings) {
        return world.startedAt()
                .atZone(settings.shops().get(0).zone())
                .toLocalDate()
                .minusDays(world.shiftDays());
    }

    private static String described(String trade) {
        return trade.isEmpty() ? "none: invented" : trade;
    }

    /** Lets everything happen that is due by the world's clock. Costs next to nothing when nothing is. */
    public void catchUp() {
        var now = state.clock().instant();
        if (!now.isBefore(nextDue)) {
            catchUp(now);
        }
    }

    private synchronized void catchUp(Instant now) {
        if (now.isBefore(nextDue)) {
            return;
        }
        var more = true;
        while (more) {
            more = applyBatch(now);
        }
        nextDue = events.nextDue().orElse(Instant.MAX);
    }

    /** Whoever writes to the same listings at the same moment may make the database give up this batch: it is done again. */
    private boolean applyBatch(Instant now) {
        for (var tries = 1; ; tries++) {
            try {
                return unfolding.applyBatch(now);
            } catch (PessimisticLockingFailureException collision) {
                if (tries == MOST_TRIES) {
                    throw collision;
                }
            }
        }
    }

    /**
     * Begins the rounds of set pieces: a bad review, one with a critical word, a refund, a change of an older order and
     * a stock running low, within a minute of {@code from} and every five minutes after. They stop with the process:
     * call it at every start, when the demo is ready.
     */
    public synchronized void setPieces(Instant from) {
        state.transaction().executeWithoutResult(status -> {
            trade.lock();
            events.forgetPieces();
            setPieces.begin(from.truncatedTo(ChronoUnit.SECONDS));
        });
        nextDue = Instant.MIN;
    }

    /** What the world holds, as far as it has caught up. */
    public TradeSummary summary() {
        return trade.summary();
    }
}
