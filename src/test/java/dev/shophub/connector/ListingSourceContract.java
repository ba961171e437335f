package dev.shophub.connector;

import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;

/** What a source of listings promises. */
public interface ListingSourceContract extends StreamSourceContract {

    /** A new connector, as after a restart. */
    ListingSource source();

    @Override
    default Page page(Window window, Cursor cursor) {
        return source().listings(window, cursor);
    }

    @Override
    default ExternalId understood(RawRecord raw) {
        return source().toListing(raw).itemId();
    }
}
