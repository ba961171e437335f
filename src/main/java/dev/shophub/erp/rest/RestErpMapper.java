package dev.shophub.erp.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.Json;
import dev.shophub.connector.MalformedRecordException;
import dev.shophub.model.ErpStock;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.Product;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Shipment;
import dev.shophub.model.SkuCode;
import dev.shophub.model.Tracking;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Optional;
import java.util.function.Function;

/** The ERP's rows in the hub's words, pure functions. */
final class RestErpMapper {

    private RestErpMapper() {}

    static ErpStock stock(RawRecord raw) {
        var row = row(raw);
        return new ErpStock(
                required(raw, row, "sku", SkuCode::new),
                pieces(raw, row, "onHand"),
                pieces(raw, row, "reserved"),
                pieces(raw, row, "available"),
                required(raw, row, "modifiedAt", Instant::parse));
    }

    static Product product(RawRecord raw) {
        var row = row(raw);
        return new Product(
                required(raw, row, "sku", SkuCode::new),
                row.path("title").asText(""),
                costPrice(raw, row),
                required(raw, row, "modifiedAt", Instant::parse));
    }

    static Shipment shipment(RawRecord raw) {
        var row = row(raw);
        var id = required(raw, row, "id", ExternalId::new);
        var carrier = required(raw, row, "carrier", Function.identity());
        var pieces = new ArrayList<Shipment.Piece>();
        for (var line : row.path("lines")) {
            pieces.add(required(
                    raw,
                    line,
                    "line",
                    text -> new Shipment.Piece(new ExternalId(text), pieces(raw, line, "quantity"))));
        }
        return new Shipment(
                id,
                required(raw, row, "orderReference", Function.identity()),
                required(raw, row, "trackingNumber", number -> new Tracking(carrier.strip(), number.strip())),
                pieces,
                required(raw, row, "shippedAt", Instant::parse),
                required(raw, row, "modifiedAt", Instant::parse));
    }

    private static Optional<Money> costPrice(RawRecord raw, JsonNode row) {
        if (row.path("costPrice").isMissingNode() || row.path("costPrice").isNull()) {
            return Optional.empty();
        }
        var currency = required(raw, row, "currency", Currency::getInstance);
        return Optional.of(required(raw, row, "costPrice", amount -> Money.of(amount, currency)));
    }

    private static JsonNode row(RawRecord raw) {
        try {
            var row = Json.MAPPER.readTree(raw.payload());
            if (row.isObject()) {
                return row;
            }
        } catch (IOException notJson) {
            throw malformed(raw, "(row)");
        }
        throw malformed(raw, "(row)");
    }

    private static long pieces(RawRecord raw, JsonNode row, String field) {
        var value = row.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw malformed(raw, field);
        }
        return value.longValue();
    }

    /** Reads a text or number; what it is made into may refuse it. */
    private static <T> T required(RawRecord raw, JsonNode row, String field, Function<String, T> make) {
        var value = row.path(field);
        if (!value.isValueNode() || value.isNull()) {
            throw malformed(raw, field);
        }
        try {
            return make.apply(value.asText());
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw malformed(raw, field);
        }
    }

    private static MalformedRecordException malformed(RawRecord raw, String field) {
        return new MalformedRecordException(
                "Row of the ERP not readable (erp=" + raw.shop() + ", stream=" + raw.stream() + ", id=" + raw.id()
                        + ", field=" + field + ")",
                field);
    }
}
