package dev.shophub.erp.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.Json;
import dev.shophub.connector.Page;
import dev.shophub.connector.ShipmentSource;
import dev.shophub.connector.Shop;
import dev.shophub.connector.UnavailableException;
import dev.shophub.connector.Window;
import dev.shophub.erp.ErpConnector;
import dev.shophub.erp.ErpDocument;
import dev.shophub.model.ErpStock;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Product;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Shipment;
import dev.shophub.model.Stream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the plain REST ERP offers; hands on, decides nothing. */
final class RestErpConnector implements ErpConnector, ShipmentSource {

    private static final int REFERENCES_A_LOOKUP = 500;
    /** The ERP pages by time of change and answers any window. */
    private static final Reach ALL_TIME = new Reach(Duration.ofDays(36_525), Duration.ofDays(36_525), Instant.EPOCH);

    private final Shop erp;
    private final RestErpClient client;
    private final int pageSize;

    RestErpConnector(Shop erp, RestErpClient client, int pageSize) {
        this.erp = erp;
        this.client = client;
        this.pageSize = pageSize;
    }

    @Override
    public Shop shop() {
        return erp;
    }

    @Override
    public Instant platformNow() {
        return client.now();
    }

    @Override
    public String put(ErpDocument document, byte[] body) {
        var folder = "refund".equals(document.kind()) ? "/refunds" : "/orders";
        var answer = client.put(folder, document.reference(), body, RestErpConfidential.textsOf(document));
        var id = answer.path("id").asText("");
        if (id.isEmpty()) {
            throw new UnavailableException("The ERP's answer has no id (reference=" + document.reference() + ")");
        }
        return id;
    }

    @Override
    public Set<String> known(Collection<String> orderReferences) {
        var references = List.copyOf(orderReferences);
        var found = new HashSet<String>();
        for (int from = 0; from < references.size(); from += REFERENCES_A_LOOKUP) {
            var asked = references.subList(from, Math.min(references.size(), from + REFERENCES_A_LOOKUP));
            var answer = client.post("/orders/lookup", bytes(Map.of("references", asked)));
            if (!answer.path("found").isArray()) {
                throw new UnavailableException("The ERP's answer lacks the list of found orders");
            }
            answer.path("found").forEach(reference -> found.add(reference.asText()));
        }
        return found;
    }

    @Override
    public Reach stockReach(Instant now) {
        return ALL_TIME;
    }

    @Override
    public Page stock(Window window, Cursor cursor) {
        return page("/stock", Stream.STOCK, "sku", window, cursor);
    }

    @Override
    public ErpStock toErpStock(RawRecord raw) {
        return RestErpMapper.stock(raw);
    }

    @Override
    public Reach productsReach(Instant now) {
        return ALL_TIME;
    }

    @Override
    public Page products(Window window, Cursor cursor) {
        return page("/products", Stream.PRODUCTS, "sku", window, cursor);
    }

    @Override
    public Product toProduct(RawRecord raw) {
        return RestErpMapper.product(raw);
    }

    @Override
    public Reach shipmentsReach(Instant now) {
        return ALL_TIME;
    }

    @Override
    public Page shipments(Window window, Cursor cursor) {
        return page("/shipments", Stream.SHIPMENTS, "id", window, cursor);
    }

    @Override
    public Shipment toShipment(RawRecord raw) {
        return RestErpMapper.shipment(raw);
    }

    /** What the answer leaves out gives no record: silence is not zero. */
    private Page page(String path, Stream stream, String key, Window window, Cursor cursor) {
        var query = new LinkedHashMap<String, String>();
        query.put("since", window.from().toString());
        query.put("until", window.to().toString());
        query.put("limit", Integer.toString(pageSize));
        if (!cursor.isStart()) {
            query.put("after", cursor.value());
        }
        var answer = client.get(path, query);
        if (!answer.path("items").isArray()) {
            throw new UnavailableException("The ERP's answer has no list of items (stream=" + stream + ")");
        }
        var readAt = client.readAt();
        var records = new ArrayList<RawRecord>(answer.path("items").size());
        answer.path("items").forEach(item -> records.add(record(stream, key, item, readAt)));
        var next = answer.path("next").asText("");
        if (next.equals(cursor.value()) && !next.isEmpty()) {
            throw new UnavailableException("The ERP's next page is the same page (stream=" + stream + ")");
        }
        return next.isEmpty()
                ? Page.last(records)
                : new Page(
                        records,
                        Optional.of(new Cursor(next)),
                        answer.path("remaining").asLong(-1));
    }

    private RawRecord record(Stream stream, String key, JsonNode item, Instant readAt) {
        var payload = bytes(item);
        var id = item.path(key).asText("");
        var readable = !id.isEmpty() && id.length() <= ExternalId.MAX_LENGTH;
        return new RawRecord(
                erp.key(), stream, readable ? new ExternalId(id) : RawRecord.unreadableId(payload), payload, readAt);
    }

    private static byte[] bytes(Object json) {
        try {
            return Json.MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts and lists can always be written as JSON", impossible);
        }
    }
}
