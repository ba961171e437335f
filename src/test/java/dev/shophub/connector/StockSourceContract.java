package dev.shophub.connector;

import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;

/** What a source of stock promises. */
public interface StockSourceContract extends StreamSourceContract {

    /** A new connector, as after a restart. */
    StockSource source();

    @Override
    default Page page(Window window, Cursor cursor) {
        return source().stock(window, cursor);
    }

    @Override
    default ExternalId understood(RawRecord raw) {
        return source().toStockLevels(raw).get(0).itemId();
    }
}
