package dev.shophub.connector;

import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;

/** What a source of orders promises. */
public interface OrderSourceContract extends StreamSourceContract {

    /** A new connector, as after a restart. */
    OrderSource source();

    @Override
    default Page page(Window window, Cursor cursor) {
        return source().orders(window, cursor);
    }

    @Override
    default ExternalId understood(RawRecord raw) {
        return source().toOrder(raw).id();
    }
}
