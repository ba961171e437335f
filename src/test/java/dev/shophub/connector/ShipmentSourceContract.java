package dev.shophub.connector;

import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;

/** What a source of shipments promises. */
public interface ShipmentSourceContract extends StreamSourceContract {

    /** A new connector, as after a restart. */
    ShipmentSource source();

    @Override
    default Page page(Window window, Cursor cursor) {
        return source().shipments(window, cursor);
    }

    @Override
    default ExternalId understood(RawRecord raw) {
        return source().toShipment(raw).id();
    }
}
