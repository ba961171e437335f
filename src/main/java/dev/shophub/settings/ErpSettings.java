package dev.shophub.settings;

import dev.shophub.connector.Platform.Pace;
import dev.shophub.connector.Shop;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import java.util.Map;

/**
 * {@code hub.erp}: the one ERP, read and written through the same door as a shop.
 *
 * @param shop its account, under the key {@link #KEY}
 * @param paces the streams to read and how often
 */
public record ErpSettings(Shop shop, Map<Stream, Pace> paces) {

    /** The key by which tables, logs and metrics name the ERP; no shop may take it. */
    public static final ShopKey KEY = new ShopKey("erp");

    public ErpSettings {
        paces = Map.copyOf(paces);
    }
}
