package dev.shophub.simulator.erp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shophub.simulator.State;
import dev.shophub.simulator.erp.ErpState.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The simulated ERP's parcels: what is open some time after it was received leaves, every fifth order of several lines in two
 * parcels. They move no stock: that happens when the order itself is told as shipped.
 */
public final class ErpShippingState {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> CARRIERS = List.of("SF", "YTO", "ZTO", "STO");
    private static final int IN_TWO = 5;
    private static final int AT_ONCE = 500;

    private final ErpState books;
    private final JdbcClient client;
    private final Optional<Duration> shipsAfter;

    /** @param shipsAfter how long after an order was received it leaves; empty: nothing leaves by itself */
    ErpShippingState(State state, ErpState books, Optional<Duration> shipsAfter) {
        this.books = books;
        this.client = state.client();
        this.shipsAfter = shipsAfter;
    }

    /** One parcel as {@code GET /shipments} tells it; {@code lines}: quantity by line. */
    record Parcel(
            String id,
            String orderReference,
            String carrier,
            String tracking,
            Map<String, Long> lines,
            Instant shippedAt,
            Instant modifiedAt) {}

    /** Lets leave what is due. */
    void shipDue() {
        shipsAfter.ifPresent(after -> books.locked(() -> {
            var due = client.sql("SELECT d.id, d.body FROM sim_erp_document d LEFT JOIN sim_erp_shipment s"
                            + " ON s.document_id = d.id WHERE d.kind = 'order' AND d.state = 'open' AND s.id IS NULL"
                            + " AND d.created_at <= ? ORDER BY d.id LIMIT " + AT_ONCE)
                    .param(State.utc(books.now().minus(after)))
                    .query((row, number) -> Map.entry(row.getLong(1), row.getString(2)))
                    .list();
            due.forEach(document -> ship(document.getKey(), document.getValue()));
            return due.size();
        }));
    }

    private void ship(long document, String body) {
        var open = new LinkedHashMap<String, Long>();
        for (var line : json(body).path("lines")) {
            if (line.path("state").asText("").equals("open")
                    && line.path("quantity").asLong() > 0) {
                open.put(line.path("line").asText(), line.path("quantity").asLong());
            }
        }
        if (open.isEmpty()) {
            return;
        }
        var lines = new ArrayList<>(open.entrySet());
        var middle = lines.size() > 1 && document % IN_TWO == 0 ? 1 : lines.size();
        parcel(document, 1, lines.subList(0, middle));
        if (middle < lines.size()) {
            parcel(document, 2, lines.subList(middle, lines.size()));
        }
    }

    private void parcel(long document, int part, List<Map.Entry<String, Long>> lines) {
        var pieces = new LinkedHashMap<String, Long>();
        lines.forEach(line -> pieces.put(line.getKey(), line.getValue()));
        var carrier = CARRIERS.get((int) (document % CARRIERS.size()));
        write(document, part, carrier, "%s%010d%d".formatted(carrier, document, part), pieces);
    }

    private void write(long document, int part, String carrier, String tracking, Map<String, Long> pieces) {
        client.sql(
                        "INSERT INTO sim_erp_shipment (document_id, part, carrier, tracking, pieces, shipped_at, modified_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        document,
                        part,
                        carrier,
                        tracking,
                        JSON.valueToTree(pieces).toString(),
                        State.utc(books.now()),
                        State.utc(books.now()))
                .update();
    }

    /**
     * An order leaves now in one more parcel.
     *
     * @param pieces quantity by line; empty: all that is still to be sent
     * @return the ERP's number of the parcel
     */
    public String ship(String orderReference, String carrier, String tracking, Map<String, Long> pieces) {
        return books.locked(() -> {
            var document = client.sql("SELECT id FROM sim_erp_document WHERE kind = 'order' AND reference = ?")
                    .param(orderReference)
                    .query(Long.class)
                    .single();
            var part = client.sql("SELECT COUNT(*) + 1 FROM sim_erp_shipment WHERE document_id = ?")
                    .param(document)
                    .query(Integer.class)
                    .single();
            write(document, part, carrier, tracking, pieces);
            return client.sql("SELECT id FROM sim_erp_shipment WHERE document_id = ? AND part = ?")
                    .params(document, part)
                    .query(String.class)
                    .single();
        });
    }

    /** A number was mistyped: the parcel has another one now. */
    public void renumber(String shipment, String tracking) {
        books.locked(() -> client.sql("UPDATE sim_erp_shipment SET tracking = ?, modified_at = ? WHERE id = ?")
                .params(tracking, State.utc(books.now()), shipment)
                .update());
    }

    /** Page of parcels by time of change and number, both ends of the window included. */
    List<Parcel> changed(Instant since, Instant until, Optional<Position> after, int limit) {
        var position = after.orElse(new Position(Instant.EPOCH.minusSeconds(1), "0"));
        return client.sql("SELECT s.id, d.reference, s.carrier, s.tracking, s.pieces, s.shipped_at, s.modified_at"
                        + " FROM sim_erp_shipment s JOIN sim_erp_document d ON d.id = s.document_id"
                        + " WHERE s.modified_at BETWEEN ? AND ? AND (s.modified_at > ? OR s.modified_at = ? AND s.id > ?)"
                        + " ORDER BY s.modified_at, s.id LIMIT ?")
                .params(
                        State.utc(since),
                        State.utc(until),
                        State.utc(position.modifiedAt()),
                        State.utc(position.modifiedAt()),
                        position.sku(),
                        limit)
                .query((row, number) -> new Parcel(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        pieces(row.getString(5)),
                        State.instant(row.getObject(6, LocalDateTime.class)),
                        State.instant(row.getObject(7, LocalDateTime.class))))
                .list();
    }

    private static Map<String, Long> pieces(String text) {
        var pieces = new LinkedHashMap<String, Long>();
        json(text)
                .fields()
                .forEachRemaining(
                        piece -> pieces.put(piece.getKey(), piece.getValue().asLong()));
        return pieces;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The ERP's books hold no JSON", broken);
        }
    }
}
