package dev.shophub.connector;

import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;

/** What a source of refunds promises. */
public interface RefundSourceContract extends StreamSourceContract {

    /** A new connector, as after a restart. */
    RefundSource source();

    @Override
    default Page page(Window window, Cursor cursor) {
        return source().refunds(window, cursor);
    }

    @Override
    default ExternalId understood(RawRecord raw) {
        return source().toRefund(raw).id();
    }
}
