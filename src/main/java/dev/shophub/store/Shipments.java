package dev.shophub.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Shipment;
import dev.shophub.model.Tracking;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/** Parcels in which the ERP sent orders, the newest version, and what their shops were told. */
public final class Shipments {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Long>> PIECES = new TypeReference<>() {};

    private static final NewestWins SHIPMENTS = new NewestWins(
            "shipment",
            List.of("external_id"),
            List.of("order_reference", "carrier", "tracking", "pieces", "shipped_at"),
            List.of(),
            "external_id");

    private final JdbcTemplate jdbc;

    public Shipments(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A parcel and the order of a shop that it belongs to. */
    public record OfOrder(long shopId, ExternalId orderId, ExternalId shipment) {}

    /** @param told what the shop was told of it, empty while nothing */
    public record Parcel(Shipment shipment, Optional<Tracking> told) {}

    /** Upserts a page within the caller's transaction; answers the parcels that changed. */
    public List<Shipment> save(long erpId, List<Versioned<Shipment>> page, long batch) {
        var rows = new ArrayList<Object[]>(page.size());
        var byId = new HashMap<String, Shipment>();
        for (var version : Versioned.newestOfEach(page)) {
            var shipment = version.value();
            byId.put(shipment.id().value(), shipment);
            rows.add(new Object[] {
                erpId,
                shipment.id().value(),
                shipment.orderReference(),
                shipment.tracking().carrier(),
                shipment.tracking().number(),
                json(shipment.pieces()),
                Columns.utc(shipment.shippedAt()),
                batch,
                Columns.utc(version.raw().readAt()),
                version.hash(),
                Columns.utc(version.modifiedAt())
            });
        }
        return SHIPMENTS.write(jdbc, rows, batch).stream()
                .filter(NewestWins.Written::won)
                .map(row -> byId.get(row.key()))
                .toList();
    }

    /** Which orders of which shops these parcels are of; a parcel of an order that the hub never sent to the ERP is left out. */
    public List<OfOrder> ordersOf(Collection<Shipment> shipments) {
        var byReference = new HashMap<String, List<ExternalId>>();
        var orders = new TreeSet<String>();
        for (var shipment : shipments) {
            var reference = shipment.orderReference();
            byReference.computeIfAbsent(reference, key -> new ArrayList<>()).add(shipment.id());
            orders.add(reference.substring(reference.indexOf(':') + 1));
        }
        var found = new ArrayList<OfOrder>();
        if (orders.isEmpty()) {
            return found;
        }
        jdbc.query(
                "SELECT e.shop_id, e.external_id, e.reference FROM shop s JOIN erp_link e ON e.shop_id = s.id"
                        + " AND e.kind = 'order' AND e.external_id IN ("
                        + String.join(",", Collections.nCopies(orders.size(), "?")) + ") WHERE s.role = 'shop'",
                row -> {
                    var order = new ExternalId(row.getString(2));
                    for (var shipment : byReference.getOrDefault(row.getString(3), List.of())) {
                        found.add(new OfOrder(row.getLong(1), order, shipment));
                    }
                },
                orders.toArray());
        return found;
    }

    public Optional<Parcel> find(ExternalId shipment) {
        return jdbc
                .query(
                        "SELECT p.* FROM shipment p JOIN shop s ON s.id = p.shop_id AND s.role = 'erp'"
                                + " AND s.state <> 'out' WHERE p.external_id = ?",
                        (row, number) -> parcel(row),
                        shipment.value())
                .stream()
                .findFirst();
    }

    /** The shop has this number of the parcel. */
    public void told(ExternalId shipment, Tracking tracking, Instant at) {
        jdbc.update(
                "UPDATE shipment p JOIN shop s ON s.id = p.shop_id AND s.role = 'erp' AND s.state <> 'out'"
                        + " SET p.told_carrier = ?, p.told_tracking = ?, p.told_at = ? WHERE p.external_id = ?",
                tracking.carrier(),
                tracking.number(),
                Columns.utc(at),
                shipment.value());
    }

    private static Parcel parcel(ResultSet row) throws SQLException {
        var toldNumber = row.getString("told_tracking");
        return new Parcel(
                new Shipment(
                        new ExternalId(row.getString("external_id")),
                        row.getString("order_reference"),
                        new Tracking(row.getString("carrier"), row.getString("tracking")),
                        pieces(row.getString("pieces")),
                        Columns.instant(row, "shipped_at"),
                        Columns.instant(row, "modified_at")),
                toldNumber == null
                        ? Optional.empty()
                        : Optional.of(new Tracking(row.getString("told_carrier"), toldNumber)));
    }

    /** Pieces by line; a line named twice counts once with all its pieces. */
    private static String json(List<Shipment.Piece> pieces) {
        Map<String, Long> byLine = new LinkedHashMap<>();
        pieces.forEach(piece -> byLine.merge(piece.lineId().value(), piece.quantity(), Long::sum));
        try {
            return JSON.writeValueAsString(byLine);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts and numbers make JSON", impossible);
        }
    }

    private static List<Shipment.Piece> pieces(String json) {
        try {
            return JSON.readValue(json, PIECES).entrySet().stream()
                    .map(entry -> new Shipment.Piece(new ExternalId(entry.getKey()), entry.getValue()))
                    .toList();
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("Pieces of a parcel are not JSON", broken);
        }
    }
}
