package dev.shophub.simulator.erp;

import dev.shophub.simulator.State;
import dev.shophub.simulator.erp.Accepted.Outcome;
import dev.shophub.simulator.erp.Effects.Effect;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The simulated ERP's books. Every change is one transaction that first locks the row of {@code sim_world}: changes become
 * visible in the order of their time and sequence, and no effect happens twice.
 */
public final class ErpState {

    private static final String PRODUCT_COLUMNS = "SELECT p.sku, p.title, p.cost_price, p.on_hand, p.modified_at, "
            + "(SELECT COALESCE(SUM(e.quantity), 0) FROM sim_erp_effect e WHERE e.sku = p.sku AND e.state = 'reserved')"
            + " AS reserved FROM sim_erp_product p ";

    private final State state;
    private final JdbcClient client;
    /** Time of the latest change; a clock that steps back does not reorder changes. Guarded by the world's lock. */
    private volatile Instant latest;

    /** @param state of a world that exists: its row in {@code sim_world} is the lock */
    public ErpState(State state) {
        this.state = state;
        this.client = state.client();
        this.latest = client.sql("SELECT MAX(modified_at) FROM sim_erp_product")
                .query((row, number) -> row.getObject(1, LocalDateTime.class))
                .optional()
                .map(State::instant)
                .orElse(Instant.EPOCH);
    }

    /** Adds a product, or changes its title, cost price and stock. */
    public void book(String sku, String title, Optional<BigDecimal> costPrice, long onHand) {
        locked(() -> client.sql("INSERT INTO sim_erp_product (sku, title, cost_price, on_hand, modified_at, sequence) "
                        + "VALUES (?, ?, ?, ?, ?, NEXT VALUE FOR sim_erp_change) ON DUPLICATE KEY UPDATE "
                        + "title = VALUES(title), cost_price = VALUES(cost_price), on_hand = VALUES(on_hand), "
                        + "modified_at = VALUES(modified_at), sequence = VALUES(sequence)")
                .params(sku, title, costPrice.orElse(null), onHand, State.utc(now()))
                .update());
    }

    /** A receipt (positive), a correction or a loss: {@code pieces} are added to what is on hand. */
    public void move(String sku, long pieces) {
        int moved = locked(() -> moveOnHand(sku, pieces));
        if (moved == 0) {
            throw new IllegalArgumentException("The ERP has no such product (sku=" + sku + ")");
        }
    }

    /** A product with its stock. */
    public Optional<ErpProduct> product(String sku) {
        return client.sql(PRODUCT_COLUMNS + "WHERE p.sku = ?")
                .param(sku)
                .query(ErpState::product)
                .optional();
    }

    /** Which of these orders the books hold. */
    public Set<String> known(Collection<String> orderReferences) {
        return orderReferences.isEmpty()
                ? Set.of()
                : new HashSet<>(client.sql("SELECT reference FROM sim_erp_document WHERE kind = 'order' "
                                + "AND reference IN (:references)")
                        .param("references", orderReferences)
                        .query(String.class)
                        .list());
    }

    /** How many documents of a kind ({@code order}, {@code refund}) the books hold. */
    public long documents(String kind) {
        return client.sql("SELECT COUNT(*) FROM sim_erp_document WHERE kind = ?")
                .param(kind)
                .query(Long.class)
                .single();
    }

    /** Page of products by time of change and SKU, both ends of the window included; {@code limit} rows at most. */
    List<ErpProduct> changed(Instant since, Instant until, Optional<Position> after, int limit) {
        var position = after.orElse(new Position(Instant.EPOCH.minusSeconds(1), ""));
        return client.sql(PRODUCT_COLUMNS + "WHERE p.modified_at BETWEEN ? AND ? "
                        + "AND (p.modified_at > ? OR p.modified_at = ? AND p.sku > ?) "
                        + "ORDER BY p.modified_at, p.sku LIMIT ?")
                .params(
                        State.utc(since),
                        State.utc(until),
                        State.utc(position.modifiedAt()),
                        State.utc(position.modifiedAt()),
                        position.sku(),
                        limit)
                .query(ErpState::product)
                .list();
    }

    /**
     * Takes an order: creates or changes it, with its effects on stock.
     *
     * @throws Refusal when a line's SKU is no product
     */
    Accepted accept(DocumentBody document) {
        return locked(() -> {
            var kept = kept(document);
            var settled = kept.flatMap(known -> settled(known, document));
            if (settled.isPresent()) {
                return settled.get();
            }
            if (document.kind().equals("order")) {
                requireProducts(document);
            } else if (known(List.of(document.orderReference())).isEmpty()) {
                throw Refusal.unknownOrder(document.orderReference());
            }
            var id = kept.isPresent() ? change(kept.get().id(), document) : create(document);
            if (document.kind().equals("order")) {
                apply(id, new Effects(kept.isPresent() ? effects(id) : Map.of(), document));
            }
            return new Accepted(id, kept.isPresent() ? Outcome.CHANGED : Outcome.CREATED, document.version());
        });
    }

    /** Where a page ended. */
    record Position(Instant modifiedAt, String sku) {}

    private record Kept(long id, long version, String body) {}

    private Optional<Kept> kept(DocumentBody document) {
        return client.sql("SELECT id, version, body FROM sim_erp_document WHERE kind = ? AND reference = ?")
                .params(document.kind(), document.reference())
                .query((row, number) -> new Kept(row.getLong(1), row.getLong(2), row.getString(3)))
                .optional();
    }

    private static Optional<Accepted> settled(Kept kept, DocumentBody document) {
        if (document.version() < kept.version()) {
            return Optional.of(new Accepted(kept.id(), Outcome.OLDER, kept.version()));
        }
        return document.sameAs(kept.body())
                ? Optional.of(new Accepted(kept.id(), Outcome.UNCHANGED, kept.version()))
                : Optional.empty();
    }

    private void requireProducts(DocumentBody document) {
        var missing =
                document.lines().stream().map(DocumentBody.Line::sku).collect(Collectors.toCollection(TreeSet::new));
        if (missing.isEmpty()) {
            return;
        }
        client.sql("SELECT sku FROM sim_erp_product WHERE sku IN (:skus)")
                .param("skus", List.copyOf(missing))
                .query(String.class)
                .list()
                .forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw Refusal.unknownSkus(missing);
        }
    }

    private long create(DocumentBody document) {
        return client.sql("INSERT INTO sim_erp_document (kind, reference, order_reference, version, state, body, "
                        + "created_at, modified_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id")
                .params(
                        document.kind(),
                        document.reference(),
                        document.orderReference(),
                        document.version(),
                        document.state(),
                        document.text(),
                        State.utc(now()),
                        State.utc(now()))
                .query(Long.class)
                .single();
    }

    private long change(long id, DocumentBody document) {
        client.sql("UPDATE sim_erp_document SET version = ?, state = ?, body = ?, writes = writes + 1, modified_at = ? "
                        + "WHERE id = ?")
                .params(document.version(), document.state(), document.text(), State.utc(now()), id)
                .update();
        return id;
    }

    private Map<String, Effect> effects(long id) {
        return client
                .sql("SELECT line, sku, quantity, state FROM sim_erp_effect WHERE document_id = ?")
                .param(id)
                .query(Effect.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Effect::line, Function.identity()));
    }

    private void apply(long id, Effects effects) {
        var rows = effects.changed().stream()
                .map(effect -> new Object[] {id, effect.line(), effect.sku(), effect.quantity(), effect.state()})
                .toList();
        if (!rows.isEmpty()) {
            state.jdbc()
                    .batchUpdate(
                            "INSERT INTO sim_erp_effect (document_id, line, sku, quantity, state) "
                                    + "VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE sku = VALUES(sku), "
                                    + "quantity = VALUES(quantity), state = VALUES(state)",
                            rows);
        }
        var leaving =
                effects.touched().stream().filter(sku -> effects.gone(sku) != 0).toList();
        leaving.forEach(sku -> moveOnHand(sku, -effects.gone(sku)));
        var staying = new TreeSet<>(effects.touched());
        leaving.forEach(staying::remove);
        if (!staying.isEmpty()) {
            client.sql("UPDATE sim_erp_product SET modified_at = :now, sequence = NEXT VALUE FOR sim_erp_change "
                            + "WHERE sku IN (:skus)")
                    .param("now", State.utc(now()))
                    .param("skus", List.copyOf(staying))
                    .update();
        }
    }

    private int moveOnHand(String sku, long pieces) {
        return client.sql("UPDATE sim_erp_product SET on_hand = on_hand + ?, modified_at = ?, "
                        + "sequence = NEXT VALUE FOR sim_erp_change WHERE sku = ?")
                .params(pieces, State.utc(now()), sku)
                .update();
    }

    /** One transaction under the world's lock, stamped with one time. */
    <T> T locked(Supplier<T> change) {
        return state.transaction().execute(status -> {
            var world = client.sql("SELECT id FROM sim_world WHERE id = 1 FOR UPDATE")
                    .query(Integer.class)
                    .optional();
            if (world.isEmpty()) {
                throw new IllegalStateException("The simulated world does not exist yet; create it before its ERP");
            }
            var time = state.clock().instant().truncatedTo(ChronoUnit.MILLIS);
            latest = time.isBefore(latest) ? latest : time;
            return change.get();
        });
    }

    /** The time of the change under way. */
    Instant now() {
        return latest;
    }

    private static ErpProduct product(ResultSet row, int number) throws SQLException {
        return new ErpProduct(
                row.getString("sku"),
                row.getString("title"),
                Optional.ofNullable(row.getBigDecimal("cost_price")),
                row.getLong("on_hand"),
                row.getLong("reserved"),
                State.instant(row.getObject("modified_at", LocalDateTime.class)));
    }
}
