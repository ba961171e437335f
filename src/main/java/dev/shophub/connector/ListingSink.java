package dev.shophub.connector;

import dev.shophub.model.ExternalId;

/** A shop whose items can be taken down and put up. Both are harmless when repeated. */
public interface ListingSink extends Connector {

    void takeDown(ExternalId itemId);

    /** @param quantity pieces to show; some platforms want it with the call */
    void putUp(ExternalId itemId, long quantity);
}
