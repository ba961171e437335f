package dev.shophub.camel;

import dev.shophub.connector.Connector;
import dev.shophub.connector.Platform.Pace;
import dev.shophub.model.Stream;
import dev.shophub.store.ShopRow;
import java.util.Map;

/**
 * A shop (or the ERP) that is being read.
 *
 * @param row as it was when the hub started; its state is asked of the database where it matters
 */
record ActiveShop(ShopRow row, Connector connector, Map<Stream, Pace> paces, Lane lane) {

    boolean isErp() {
        return row.role().equals("erp");
    }
}
