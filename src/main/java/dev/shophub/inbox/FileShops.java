package dev.shophub.inbox;

import dev.shophub.connector.Connector;
import dev.shophub.connector.Platform;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;
import dev.shophub.model.Stream;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** The platform of shops without connector: nothing of them is polled or written, their exports tell all that is known. */
final class FileShops implements Platform {

    @Override
    public String name() {
        return Layout.FILE;
    }

    @Override
    public Connector connect(Shop shop, Tools tools) {
        return new Account(shop, tools.clock());
    }

    @Override
    public Map<Stream, Pace> paces() {
        return Map.of();
    }

    @Override
    public boolean answers() {
        return false;
    }

    /** Offers nothing. */
    private record Account(Shop shop, Clock clock) implements Connector {

        @Override
        public Instant platformNow() {
            return clock.instant();
        }
    }
}
