package dev.shophub.connector;

import dev.shophub.model.ExternalId;

/** A shop whose titles can be set. */
public interface TitleSink extends Connector {

    /**
     * Sets the title of one item; repeating it is harmless.
     *
     * @param title plain text, as shoppers see it
     * @throws RejectedException when the item is gone, or the shop does not take the title: too long, a forbidden word
     */
    void setTitle(ExternalId itemId, String title);
}
