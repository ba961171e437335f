package dev.shophub.camel.gate;

import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import java.time.Duration;
import java.util.Map;

/**
 * One stream of one shop, read by a route made from the template {@code poll}.
 *
 * @param id {@code <shop>-<stream>}
 * @param parameters of the template
 */
public record PollRoute(String id, Map<String, Object> parameters) {

    /** The template all of them are made from. */
    public static final String TEMPLATE = "poll";

    /** @param erp the ERP's stock is another thing than what a shop shows, and taken in by a route of its own */
    public static PollRoute of(ShopKey shop, Stream stream, Duration every, boolean erp) {
        var intake = erp && stream.equals(Stream.STOCK) ? "intake-erp-stock" : "intake-" + stream;
        return new PollRoute(
                id(shop, stream),
                Map.of(
                        "shop",
                        shop.value(),
                        "stream",
                        stream.name(),
                        "every",
                        Long.toString(every.toMillis()),
                        "intake",
                        intake));
    }

    /** The id of the route that reads a stream of a shop. */
    public static String id(ShopKey shop, Stream stream) {
        return shop + "-" + stream;
    }

    /** The key of its shop. */
    String shop() {
        return (String) parameters.get("shop");
    }
}
