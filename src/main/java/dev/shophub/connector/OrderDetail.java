package dev.shophub.connector;

import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import java.util.List;

/** A shop whose orders can be asked for by their ids: after "this one changed", and when a person wants one read again. */
public interface OrderDetail extends OrderSource {

    /** More ids are not handed over at once. */
    int MOST = 50;

    /**
     * These orders as they are now, whole. A record is byte for byte the one that {@link #orders} brings of the same order: its
     * content hash decides whether something changed.
     *
     * @param ids each once, {@link #MOST} at most; as a person typed them, so perhaps in no form of the platform
     * @return in any order; an id of which the shop shows no order is left out
     * @throws RejectedException when the interface as a whole is refused, never for a single id
     */
    List<RawRecord> ordersById(List<ExternalId> ids);
}
