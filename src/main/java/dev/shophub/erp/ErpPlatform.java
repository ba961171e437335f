package dev.shophub.erp;

import dev.shophub.connector.Platform;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;

/** A kind of ERP the hub knows; {@code hub.erp.platform} names it. */
public interface ErpPlatform extends Platform {

    @Override
    ErpConnector connect(Shop shop, Tools tools);
}
