package dev.shophub.connector;

import dev.shophub.model.RawRecord;
import dev.shophub.model.Shipment;
import java.time.Instant;

/** Parcels as the one who sends them (the ERP) knows them. */
public interface ShipmentSource extends StreamSource {

    /** How far and in which slices {@link #shipments} may be asked. */
    Reach shipmentsReach(Instant now);

    /**
     * One page of what changed in the window; {@link Cursor#START} asks for the first. Reading all pages of a closed
     * window in the past leaves nothing out, whatever moves meanwhile.
     */
    Page shipments(Window window, Cursor cursor);

    /**
     * The same record in the hub's words, a pure function.
     *
     * @throws MalformedRecordException naming the field
     */
    Shipment toShipment(RawRecord raw);
}
