package dev.shophub.simulator.trade;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** The events of a world: what is due, and what has happened. */
final class EventState {

    private final State state;

    EventState(State state) {
        this.state = state;
    }

    /** An event as stored. */
    record Stored(long id, ShopKey shop, Event event) {}

    Optional<Instant> nextDue() {
        return state.client()
                .sql("SELECT due_at FROM sim_event WHERE applied = FALSE ORDER BY due_at LIMIT 1")
                .query(LocalDateTime.class)
                .optional()
                .map(State::instant);
    }

    /** Events due and not applied, in the order in which they are due. */
    List<Stored> due(Instant now, int limit) {
        return state.client()
                .sql("SELECT id, shop_key, due_at, kind, subject, detail FROM sim_event "
                        + "WHERE applied = FALSE AND due_at <= ? ORDER BY due_at, id LIMIT ?")
                .params(State.utc(now), limit)
                .query((row, number) -> {
                    var kind = EventKind.of(row.getString(4));
                    return new Stored(
                            row.getLong(1),
                            new ShopKey(row.getString(2)),
                            new Event(
                                    State.instant(row.getObject(3, LocalDateTime.class)),
                                    kind,
                                    row.getLong(5),
                                    Details.read(kind, row.getString(6))));
                })
                .list();
    }

    void applied(List<Stored> events) {
        state.jdbc()
                .update(
                        "UPDATE JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) c JOIN sim_event e ON e.id = c.id "
                                + "SET e.applied = TRUE",
                        Details.write(events.stream().map(Stored::id).toList()));
    }

    /** Forgets the set pieces still to come: they go on only when they are called for again. */
    void forgetPieces() {
        state.jdbc().update("DELETE FROM sim_event WHERE applied = FALSE AND kind = 'pieces'");
    }
}
