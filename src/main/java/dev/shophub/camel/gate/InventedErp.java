package dev.shophub.camel.gate;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.ErpStockSource;
import dev.shophub.connector.Page;
import dev.shophub.connector.ProductSource;
import dev.shophub.connector.ShipmentSource;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Window;
import dev.shophub.model.ErpStock;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Product;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Shipment;
import dev.shophub.model.ShopKey;
import dev.shophub.model.SkuCode;
import dev.shophub.model.Tracking;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An ERP that exists nowhere, beside {@link InventedShop}. */
final class InventedErp implements ErpStockSource, ProductSource, ShipmentSource {

    static final ShopKey ERP = new ShopKey("rehearsal-erp");

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Shop shop() {
        return new Shop(
                ERP, InventedShop.PLATFORM, "rehearsal", URI.create("https://127.0.0.1"), ZoneOffset.UTC, Map.of());
    }

    @Override
    public Instant platformNow() {
        return AT;
    }

    @Override
    public ErpStock toErpStock(RawRecord raw) {
        int number = InventedShop.number(raw);
        return new ErpStock(new SkuCode("SKU-" + number), number, 0, number, AT);
    }

    @Override
    public Product toProduct(RawRecord raw) {
        return new Product(new SkuCode("SKU-" + InventedShop.number(raw)), "sample", Optional.empty(), AT);
    }

    @Override
    public Reach stockReach(Instant now) {
        return new Reach(Duration.ofDays(1), Duration.ofDays(1), now);
    }

    @Override
    public Page stock(Window window, Cursor cursor) {
        return Page.last(List.of());
    }

    @Override
    public Reach productsReach(Instant now) {
        return new Reach(Duration.ofDays(1), Duration.ofDays(1), now);
    }

    @Override
    public Page products(Window window, Cursor cursor) {
        return Page.last(List.of());
    }

    @Override
    public Shipment toShipment(RawRecord raw) {
        int number = InventedShop.number(raw);
        return new Shipment(
                raw.id(),
                InventedShop.PLATFORM + ":orders-" + number,
                new Tracking("OTHER", "T-" + number),
                List.of(new Shipment.Piece(new ExternalId("orders-" + number + "-1"), 1)),
                AT,
                AT);
    }

    @Override
    public Reach shipmentsReach(Instant now) {
        return new Reach(Duration.ofDays(1), Duration.ofDays(1), now);
    }

    @Override
    public Page shipments(Window window, Cursor cursor) {
        return Page.last(List.of());
    }
}
