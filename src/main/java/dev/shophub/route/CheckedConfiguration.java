package dev.shophub.route;

import java.util.List;

/**
 * What was found in the files of configuration and routes.
 *
 * @param live whether a running hub was asked
 * @param config the folder
 * @param routes the folder
 * @param faults a sentence each, {@code FILE:LINE: what is wrong; what is expected}
 * @param notes what is no fault and worth knowing: variables that are not set here, edits that wait for a restart
 * @param shops what their credentials can do; empty when no hub was asked
 */
public record CheckedConfiguration(
        boolean live, String config, String routes, List<String> faults, List<String> notes, List<ShopRights> shops) {

    public CheckedConfiguration {
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
        shops = List.copyOf(shops);
    }

    /**
     * One shop.
     *
     * @param shop its key
     * @param platform its word
     * @param streams each that the platform offers
     * @param writes what the hub can write there: stock, price, title, listing, shipment, reply; offered by the platform and not tried
     */
    public record ShopRights(String shop, String platform, List<Right> streams, List<String> writes) {

        public ShopRights {
            streams = List.copyOf(streams);
            writes = List.copyOf(writes);
        }
    }

    /**
     * One stream, asked for a minute's worth just now.
     *
     * @param message why not; empty when it is read
     */
    public record Right(String stream, State state, String message) {}

    /** What came of it. */
    public enum State {
        /** The platform answered. */
        READABLE,
        /** The configuration does not want it. */
        OFF,
        /** The credentials may not. */
        REFUSED,
        /** The platform did not answer, or asked to wait. */
        UNKNOWN
    }
}
