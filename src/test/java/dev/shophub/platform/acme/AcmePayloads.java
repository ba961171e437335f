package dev.shophub.platform.acme;

import dev.shophub.connector.RecordFields;
import dev.shophub.model.Money;
import dev.shophub.model.RawRecord;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/** The fields we read, as text. What the platform left out is null here and nowhere else. */
final class AcmePayloads {

    private AcmePayloads() {}

    record OrderRow(
            String id,
            String state,
            String placed,
            String paid,
            String done,
            String changed,
            String total,
            String freight,
            String currency,
            String buyer,
            String region,
            List<LineRow> lines) {}

    record LineRow(String line, String item, String code, String title, String pieces, String price) {}

    record ItemRow(String id, String changed, List<VariantRow> variants) {}

    record VariantRow(String sku, String code, String pieces) {}

    static RecordFields fields(RawRecord raw) {
        return fields(raw, Money.NO_CURRENCY);
    }

    static RecordFields fields(RawRecord raw, Currency currency) {
        return new RecordFields(raw, currency, Instant::parse);
    }
}
