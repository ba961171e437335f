package dev.shophub.camel.gate;

import dev.shophub.connector.Connector;
import dev.shophub.intake.RawPage;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import dev.shophub.store.ShopRow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Pages of the invented shop and ERP, 50 records each, the last of which cannot be read. */
final class InventedSamples {

    private static final Duration EVERY = Duration.ofMinutes(1);

    private InventedSamples() {}

    static List<Samples.Page> pages() {
        var pages = new ArrayList<Samples.Page>();
        for (var stream : List.of(Stream.ORDERS, Stream.REFUNDS, Stream.STOCK, Stream.REVIEWS, Stream.LISTINGS)) {
            pages.add(page(InventedShop.SHOP, "shop", new InventedShop(), stream));
        }
        for (var stream : List.of(Stream.STOCK, Stream.PRODUCTS, Stream.SHIPMENTS)) {
            pages.add(page(InventedErp.ERP, "erp", new InventedErp(), stream));
        }
        return pages;
    }

    private static Samples.Page page(ShopKey shop, String role, Connector connector, Stream stream) {
        var row = new ShopRow(
                1,
                shop,
                InventedShop.PLATFORM,
                role,
                "rehearsal",
                ZoneOffset.UTC,
                ShopRow.State.LIVE,
                "",
                Optional.of(Instant.EPOCH),
                Instant.EPOCH,
                "");
        var records = IntStream.range(0, Samples.MOST)
                .mapToObj(number -> InventedShop.record(shop, stream, number, number < Samples.MOST - 1))
                .toList();
        return new Samples.Page(
                PollRoute.of(shop, stream, EVERY, role.equals("erp")), new RawPage(row, connector, stream, records));
    }
}
