package dev.shophub.platform.woocommerce;

import dev.shophub.connector.PermissionSource.Missing;
import dev.shophub.connector.RejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the key may write. No list of permissions is told; but a batch without rows writes nothing, and is refused where the key only
 * reads (for any interface) or where its user may not manage these records.
 */
final class WoocommercePermissions {

    private static final String ONLY_READS = "woocommerce_rest_authentication_error";
    private static final Map<String, List<?>> NOTHING = Map.of("update", List.of());

    private final WoocommerceSettings settings;
    private final WoocommerceClient client;

    WoocommercePermissions(WoocommerceSettings settings, WoocommerceClient client) {
        this.settings = settings;
        this.client = client;
    }

    List<Missing> missing() {
        var missing = new ArrayList<Missing>();
        if (settings.permissionCheck()) {
            var code = refusal("products/batch");
            if (code.equals(ONLY_READS)) {
                return List.of(
                        new Missing("Read/Write", false, List.of("set-stock", "price", "title", "shelf", "shipment")));
            }
            if (!code.isEmpty()) {
                missing.add(new Missing("products", false, List.of("set-stock", "price", "title", "shelf")));
            }
            if (!refusal("orders/batch").isEmpty()) {
                missing.add(new Missing("orders", false, List.of("shipment")));
            }
        }
        return missing;
    }

    /** The code of the refusal; empty where there is none. */
    private String refusal(String path) {
        try {
            client.send("POST", path, NOTHING);
            return "";
        } catch (RejectedException refused) {
            if (refused.code().equals(ONLY_READS) || refused.code().startsWith("woocommerce_rest_cannot_")) {
                return refused.code();
            }
            throw refused;
        }
    }
}
