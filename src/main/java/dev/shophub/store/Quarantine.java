package dev.shophub.store;

import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Records that could not be read, with their payload sealed; cured when a readable version is stored. */
public final class Quarantine {

    private static final MultiRow STATEMENT = new MultiRow(
            "INSERT INTO quarantine (shop_id, stream, external_id, content_hash, field, reason, payload, first_at, last_at)"
                    + " VALUES",
            9,
            "ON DUPLICATE KEY UPDATE content_hash = VALUES(content_hash), field = VALUES(field), reason = VALUES(reason),"
                    + " payload = VALUES(payload), last_at = VALUES(last_at), cured_at = NULL");

    /** A statement must stay below the server's default packet of 16 MB, binary text counting twice. */
    private static final int MAX_KEPT = 6 << 20;

    /** A record set aside. {@code reason}: a sentence without any of the buyer's data. */
    public record Aside(RawRecord raw, String field, String reason) {}

    private final JdbcTemplate jdbc;
    private final BuyerKeys keys;
    private final Clock clock;

    public Quarantine(JdbcTemplate jdbc, BuyerKeys keys, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
    }

    /** Keeps them within the caller's transaction; a record already there keeps its first time. */
    public void keep(long shopId, List<Aside> records) {
        var now = Columns.utc(clock.instant());
        var rows = new ArrayList<Object[]>();
        var sealer = keys.hub().sealer();
        for (var aside : records) {
            var packed = Packing.deflate(aside.raw().payload());
            var kept = packed.length <= MAX_KEPT;
            rows.add(new Object[] {
                shopId,
                aside.raw().stream().name(),
                aside.raw().id().value(),
                aside.raw().contentHash(),
                Columns.cut(aside.field(), 200),
                Columns.cut(aside.reason() + (kept ? "" : " Its payload is too large to keep: read it again."), 1000),
                sealer.seal(kept ? packed : new byte[0]),
                now,
                now
            });
        }
        STATEMENT.write(jdbc, rows);
    }

    /** Readable versions of these were stored. */
    public void cured(long shopId, String stream, Collection<ExternalId> ids) {
        var list = new ArrayList<>(ids);
        for (int from = 0; from < list.size(); from += 1_000) {
            var some = list.subList(from, Math.min(list.size(), from + 1_000));
            var values = new ArrayList<Object>();
            Collections.addAll(values, Columns.utc(clock.instant()), shopId, stream);
            some.forEach(id -> values.add(id.value()));
            jdbc.update(
                    "UPDATE quarantine SET cured_at = ? WHERE shop_id = ? AND stream = ? AND cured_at IS NULL"
                            + " AND external_id IN (" + String.join(",", Collections.nCopies(some.size(), "?")) + ")",
                    values.toArray());
        }
    }

    /** True when nothing is in quarantine: then no page needs to ask whether it cures something. */
    public boolean isEmpty(long shopId) {
        return jdbc.queryForList(
                        "SELECT 1 FROM quarantine WHERE shop_id = ? AND cured_at IS NULL LIMIT 1",
                        Integer.class,
                        shopId)
                .isEmpty();
    }
}
