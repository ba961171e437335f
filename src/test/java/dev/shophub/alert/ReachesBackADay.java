package dev.shophub.alert;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.Page;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Window;
import dev.shophub.model.Order;
import dev.shophub.model.RawRecord;
import dev.shophub.model.ShopKey;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A platform that shows changed orders for a day, and has none. */
record ReachesBackADay(Clock clock) implements OrderSource {

    @Override
    public Shop shop() {
        return new Shop(
                new ShopKey("taobao-one"), "taobao", "店", URI.create("http://127.0.0.1:9"), ZoneOffset.UTC, Map.of());
    }

    @Override
    public Instant platformNow() {
        return clock.instant();
    }

    @Override
    public Reach ordersReach(Instant now) {
        return new Reach(Duration.ofHours(6), Duration.ofMinutes(30), now.minus(Duration.ofDays(1)));
    }

    @Override
    public Page orders(Window window, Cursor cursor) {
        return Page.last(List.of());
    }

    @Override
    public Order toOrder(RawRecord raw) {
        throw new IllegalStateException("No order was shown");
    }
}
