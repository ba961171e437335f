package dev.shophub.erp.rest;

import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;
import dev.shophub.erp.ErpConnector;
import dev.shophub.erp.ErpPlatform;
import dev.shophub.model.Stream;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The kind of ERP that speaks docs/erp-openapi.yaml. */
@Component
final class RestErpPlatform implements ErpPlatform {

    static final String NAME = "rest";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ErpConnector connect(Shop shop, Tools tools) {
        var settings = RestErpSettings.of(shop);
        return new RestErpConnector(shop, new RestErpClient(shop, settings, tools), settings.pageSize());
    }

    @Override
    public void check(Shop shop) {
        RestErpSettings.of(shop);
    }

    /**
     * Stock decides what may be sold, and parcels are waited for: both are read often; products change rarely.
     */
    @Override
    public Map<Stream, Pace> paces() {
        return Map.of(
                Stream.STOCK, new Pace(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofSeconds(5)),
                Stream.SHIPMENTS, new Pace(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofSeconds(5)),
                Stream.PRODUCTS, new Pace(Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofSeconds(5)));
    }
}
