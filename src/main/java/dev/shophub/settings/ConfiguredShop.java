package dev.shophub.settings;

import dev.shophub.connector.Platform.Pace;
import dev.shophub.connector.Shop;
import dev.shophub.model.StockFormula;
import dev.shophub.model.Stream;
import java.util.Map;

/**
 * A shop, or the ERP, whose configuration is good.
 *
 * @param paces the streams to read and how often: the platform's, with what the configuration says over them
 * @param due when its orders go to the ERP
 * @param stock how much of what can be sold it shows
 */
public record ConfiguredShop(Shop shop, Map<Stream, Pace> paces, DueSettings due, StockFormula stock) {

    public ConfiguredShop {
        paces = Map.copyOf(paces);
    }
}
