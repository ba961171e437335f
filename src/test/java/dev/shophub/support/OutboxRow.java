package dev.shophub.support;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** A message of the outbox as a test wants it there: it waits, and is about a thing of its own, unless the test says otherwise. */
public final class OutboxRow {

    private final Map<String, Object> values = new LinkedHashMap<>();

    private OutboxRow(String destination, String kind, String subject) {
        with("destination", destination);
        with("kind", kind);
        with("aggregate", subject);
        with("subject", subject);
        with("attributes", "{}");
        with("state", "waiting");
    }

    public static OutboxRow to(String destination, String kind, String subject) {
        return new OutboxRow(destination, kind, subject);
    }

    /** Of an order to the ERP. */
    public static OutboxRow order(String id) {
        return to("erp", "order", id);
    }

    public OutboxRow of(long shopId) {
        return with("shop_id", shopId);
    }

    public OutboxRow state(String state) {
        return with("state", state);
    }

    public OutboxRow state(String state, String reason, String detail) {
        return state(state).with("reason", reason).with("detail", detail);
    }

    /** When it was written, and was due. */
    public OutboxRow since(Instant moment) {
        return with("created_at", moment).with("due_at", moment);
    }

    /** Any column. */
    public OutboxRow with(String column, Object value) {
        values.put(column, value);
        return this;
    }

    /** Inserts it and tells its number. */
    public long into(Rows rows) {
        var alternating = new ArrayList<>();
        values.forEach((column, value) -> {
            alternating.add(column);
            alternating.add(value);
        });
        return rows.insert("outbox", alternating.toArray());
    }
}
