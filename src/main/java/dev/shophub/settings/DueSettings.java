package dev.shophub.settings;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A shop's {@code erp} block: when its orders go to the ERP.
 *
 * @param from how far an order must have come
 * @param cashOnDelivery false: an order to be paid at the door waits until it is shipped
 */
public record DueSettings(@DefaultValue("paid") From from, @DefaultValue("true") boolean cashOnDelivery) {

    /** Where the block is absent. */
    public static final DueSettings STANDARD = new DueSettings(From.PAID, true);

    /** What an order must have reached. */
    public enum From {
        PAID,
        SHIPPED,
        COMPLETED
    }
}
