package dev.shophub.metric;

import java.util.Map;

/**
 * Where something is done: a page of the platform or of the ERP. The reader's settings say at which address.
 *
 * @param shopKey the shop's
 * @param platform the shop's; {@link #ERP} for the ERP
 * @param name which page
 * @param ids of what it is about, by word: {@code item}, {@code order}, {@code review}, {@code code}, {@code sku}
 */
public record Place(String shopKey, String platform, Name name, Map<String, String> ids) {

    /** Stands for the ERP's platform. */
    public static final String ERP = "erp";

    /** Pages that there are. */
    public enum Name {
        ITEM,
        REVIEWS,
        REFUNDS,
        ORDERS,
        ADS,
        PRODUCT
    }
}
