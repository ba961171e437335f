package dev.shophub.connector;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Shipment;
import dev.shophub.model.Tracking;
import java.util.Optional;

/** A shop that is told in which parcels an order left. */
public interface ShipmentSink extends Connector {

    /**
     * Tells the shop of one parcel, after looking at what it shows of the order: a parcel it already has is not told again,
     * and what somebody shipped there under another number is left alone. A shop that cannot split a line takes the whole
     * line as gone with the first parcel of it.
     *
     * @param written the number the hub itself told of this parcel before: what the shop may show instead and is corrected
     *     then, where the platform has a call for that; empty at the first time
     * @throws RejectedException when the shop has no such order, does not let it be shipped (unpaid, closed, forbidden), does
     *     not know the carrier, or cannot correct a number
     */
    Told ship(ExternalId orderId, Shipment shipment, Optional<Tracking> written);

    /** How it ended. */
    enum Told {
        /** The shop was told now. */
        NOW,
        /** The shop had this very number. */
        BEFORE,
        /** All that is in the parcel was shipped there under another number: left as it is. */
        OTHERWISE
    }
}
