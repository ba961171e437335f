package dev.shophub.connector;

import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;

/** What a source of reviews promises. */
public interface ReviewSourceContract extends StreamSourceContract {

    /** A new connector, as after a restart. */
    ReviewSource source();

    @Override
    default Page page(Window window, Cursor cursor) {
        return source().reviews(window, cursor);
    }

    @Override
    default ExternalId understood(RawRecord raw) {
        return source().toReview(raw).id();
    }
}
