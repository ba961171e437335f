package dev.shophub.intake;

import dev.shophub.connector.Connector;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Stream;
import dev.shophub.store.ShopRow;
import java.util.List;

/** One answer of a platform on its way in: the unit of work. */
public record RawPage(ShopRow shop, Connector connector, Stream stream, List<RawRecord> records) {

    public RawPage {
        records = List.copyOf(records);
    }
}
