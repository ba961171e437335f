package dev.shophub.connector;

import java.util.List;

/**
 * A shop whose platform tells what the hub's key may do, without anything being written: a permission that is missing is told before
 * the first write is refused. Asked at the start and once a day.
 */
public interface PermissionSource extends Connector {

    /**
     * What the hub wants of this shop and its key may not do, in an order that does not change; empty: nothing is missing. Writes
     * nothing.
     *
     * @throws RejectedException when the platform does not tell
     */
    List<Missing> missingPermissions();

    /**
     * A permission that is missing.
     *
     * @param permission the platform's word ({@code write_inventory})
     * @param reads whether something cannot be read for want of it; else only writes are stopped
     * @param stops what cannot be done: {@code orders}, {@code refunds}, {@code stock}, {@code listings}, {@code reviews},
     *     {@code buyers}, {@code history} (old orders) are not read; {@code set-stock}, {@code price}, {@code title}, {@code shelf},
     *     {@code shipment} not written; empty: the hub does not know
     */
    record Missing(String permission, boolean reads, List<String> stops) {

        public Missing {
            stops = List.copyOf(stops);
        }
    }
}
