package dev.shophub.shipment;

import dev.shophub.connector.Connectors;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.ShipmentSink;
import dev.shophub.connector.ShipmentSink.Told;
import dev.shophub.model.ExternalId;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.store.Shipments;
import java.time.Clock;

/** Tells a shop of one parcel as the ERP has it now: once, and nothing where somebody else shipped the goods there. */
public final class ShipmentRoom {

    private final Shipments shipments;
    private final Connectors connectors;
    private final Clock clock;

    public ShipmentRoom(Shipments shipments, Connectors connectors, Clock clock) {
        this.shipments = shipments;
        this.connectors = connectors;
        this.clock = clock;
    }

    /** A step of the delivery route: the message's aggregate is the order, its subject the parcel. */
    public Outcome tell(OutboxMessage message) {
        var found = shipments.find(new ExternalId(message.subject()));
        if (found.isEmpty()) {
            return new Outcome.Dropped("not-stored");
        }
        var parcel = found.get();
        var tracking = parcel.shipment().tracking();
        if (parcel.told().filter(tracking::equals).isPresent()) {
            return new Outcome.Dropped("unchanged");
        }
        var shop = message.shop().orElseThrow();
        var connector = connectors
                .of(shop)
                .orElseThrow(
                        () -> new RejectedException("The shop is not connected (shop=" + shop + ")", "not-connected"));
        if (!(connector instanceof ShipmentSink sink)) {
            return new Outcome.Dropped("not-offered");
        }
        var told = sink.ship(new ExternalId(message.aggregate()), parcel.shipment(), parcel.told());
        if (told == Told.OTHERWISE) {
            return new Outcome.Dropped("shipped-otherwise");
        }
        shipments.told(parcel.shipment().id(), tracking, clock.instant());
        return new Outcome.Delivered(tracking.toString());
    }
}
