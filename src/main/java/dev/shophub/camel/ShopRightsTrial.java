package dev.shophub.camel;

import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Connector;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.ListingSink;
import dev.shophub.connector.PriceSink;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.ReviewReplySink;
import dev.shophub.connector.ShipmentSink;
import dev.shophub.connector.StockSink;
import dev.shophub.connector.TitleSink;
import dev.shophub.connector.UnavailableException;
import dev.shophub.connector.Window;
import dev.shophub.route.CheckedConfiguration.Right;
import dev.shophub.route.CheckedConfiguration.ShopRights;
import dev.shophub.route.CheckedConfiguration.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks the platform for a minute of every stream of every shop, beside the polls, and says what it let us have. */
final class ShopRightsTrial {

    private static final Duration A_LITTLE = Duration.ofMinutes(1);
    private static final Right NOT_ASKED = new Right("", State.UNKNOWN, "not asked: the platform does not answer");

    private final ShopDirectory directory;

    ShopRightsTrial(ShopDirectory directory) {
        this.directory = directory;
    }

    /** All shops side by side, each in its own lane: one that stalls holds up nobody else. */
    List<ShopRights> run() {
        var asked = directory.all().stream()
                .map(shop -> CompletableFuture.supplyAsync(
                        () -> of(shop), shop.lane().ahead()))
                .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private static ShopRights of(ActiveShop shop) {
        var rights = new ArrayList<Right>();
        var answers = true;
        for (var door : Door.of(shop.connector())) {
            var stream = door.stream().name();
            if (!shop.paces().containsKey(door.stream())) {
                rights.add(new Right(stream, State.OFF, ""));
            } else if (answers) {
                try {
                    ask(shop, door);
                    rights.add(new Right(stream, State.READABLE, ""));
                } catch (RuntimeException failed) {
                    answers = !(failed instanceof UnavailableException);
                    rights.add(new Right(stream, state(failed), PollFailures.describe(failed)));
                }
            } else {
                rights.add(new Right(stream, NOT_ASKED.state(), NOT_ASKED.message()));
            }
        }
        return new ShopRights(shop.row().key().value(), shop.row().platform(), rights, writes(shop.connector()));
    }

    private static void ask(ActiveShop shop, Door door) {
        var to = shop.connector()
                .platformNow()
                .minus(shop.paces().get(door.stream()).settle());
        door.changed().apply(new Window(to.minus(A_LITTLE), to), Cursor.START);
    }

    private static State state(RuntimeException failed) {
        return failed instanceof AuthFailedException || failed instanceof RejectedException
                ? State.REFUSED
                : State.UNKNOWN;
    }

    private static List<String> writes(Connector connector) {
        var writes = new ArrayList<String>();
        add(writes, connector instanceof StockSink, "stock");
        add(writes, connector instanceof PriceSink, "price");
        add(writes, connector instanceof TitleSink, "title");
        add(writes, connector instanceof ListingSink, "listing");
        add(writes, connector instanceof ShipmentSink, "shipment");
        add(writes, connector instanceof ReviewReplySink, "reply");
        return writes;
    }

    private static void add(List<String> writes, boolean offered, String what) {
        if (offered) {
            writes.add(what);
        }
    }
}
