package dev.shophub.platform.shopify;

import dev.shophub.connector.PermissionSource.Missing;
import dev.shophub.connector.UnavailableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The access scopes that the seller granted, against those that were asked of the seller. */
final class ShopifyScopes {

    private static final Map<String, Missing> STOPS = Map.of(
            "read_orders", reads("read_orders", "orders", "refunds"),
            "read_all_orders", reads("read_all_orders", "history"),
            "read_customers", reads("read_customers", "buyers"),
            "read_products", reads("read_products", "listings", "stock"),
            "read_inventory", reads("read_inventory", "stock"),
            "read_locations", reads("read_locations", "stock"),
            "write_inventory", writes("write_inventory", "set-stock"),
            "write_products", writes("write_products", "price", "title", "shelf"),
            "read_merchant_managed_fulfillment_orders", writes("read_merchant_managed_fulfillment_orders", "shipment"),
            "write_merchant_managed_fulfillment_orders",
                    writes("write_merchant_managed_fulfillment_orders", "shipment"));

    private final ShopifySettings settings;
    private final ShopifyClient client;

    ShopifyScopes(ShopifySettings settings, ShopifyClient client) {
        this.settings = settings;
        this.client = client;
    }

    /** Whoever may write a thing may read it: the platform then names the wider scope alone. */
    List<Missing> missing() {
        if (!settings.permissionCheck()) {
            return List.of();
        }
        var granted = granted();
        var missing = new ArrayList<Missing>();
        wanted().forEach(scope -> {
            var wider = scope.startsWith("read_") ? "write_" + scope.substring("read_".length()) : scope;
            if (!granted.contains(scope) && !granted.contains(wider)) {
                missing.add(STOPS.getOrDefault(scope, new Missing(scope, true, List.of())));
            }
        });
        return missing;
    }

    private Stream<String> wanted() {
        return Stream.concat(
                        Stream.of(settings.scopes().split(",")).map(String::strip),
                        settings.allOrders() ? Stream.of("read_all_orders") : Stream.empty())
                .filter(scope -> !scope.isEmpty())
                .distinct();
    }

    private Set<String> granted() {
        var scopes = client.call(ShopifyQueries.PERMISSIONS, Map.of())
                .content()
                .path("appInstallation")
                .path("accessScopes");
        if (!scopes.isArray()) {
            throw new UnavailableException("Shopify did not tell the access scopes ("
                    + client.particulars(ShopifyQueries.PERMISSIONS.name()) + ")");
        }
        var granted = new HashSet<String>();
        scopes.forEach(scope -> granted.add(scope.path("handle").asText("")));
        return granted;
    }

    private static Missing reads(String scope, String... stops) {
        return new Missing(scope, true, List.of(stops));
    }

    private static Missing writes(String scope, String... stops) {
        return new Missing(scope, false, List.of(stops));
    }
}
