package dev.shophub.platform.acme;

import dev.shophub.connector.Connector;
import dev.shophub.connector.Platform;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;
import dev.shophub.model.Stream;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Acme, where orders and stock can be read and stock be set, and which tells what changed. */
@Component
class AcmePlatform implements Platform {

    @Override
    public String name() {
        return "acme";
    }

    @Override
    public Connector connect(Shop shop, Tools tools) {
        return new AcmeConnector(shop, AcmeSettings.of(shop), tools);
    }

    @Override
    public void check(Shop shop) {
        AcmeSettings.of(shop);
    }

    @Override
    public Map<Stream, Pace> paces() {
        var pace = new Pace(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofSeconds(30));
        return Map.of(Stream.ORDERS, pace, Stream.STOCK, pace);
    }
}
