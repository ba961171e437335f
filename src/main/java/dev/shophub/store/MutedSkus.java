package dev.shophub.store;

import dev.shophub.model.SkuCode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** SKUs whose low stock nobody wants to hear of for a while. */
public final class MutedSkus {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public MutedSkus(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A SKU of the shops that is not told of.
     *
     * @param code the merchant code, in every shop
     * @param until UTC
     * @param author the operating system's user
     */
    public record Muted(SkuCode code, Instant until, String author) {}

    /** Replaces what was said of the SKU before; a moment that is past ends it. */
    public void mute(SkuCode code, Instant until, String author) {
        jdbc.update(
                "INSERT INTO muted_sku (code, until_at, author) VALUES (?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE until_at = VALUES(until_at), author = VALUES(author)",
                code.value(),
                Columns.utc(until),
                Columns.cut(author, 64));
        jdbc.update("DELETE FROM muted_sku WHERE until_at <= ?", Columns.utc(clock.instant()));
    }

    /** Those that are still muted, by code. */
    public List<Muted> all() {
        return jdbc.query(
                "SELECT * FROM muted_sku WHERE until_at > ? ORDER BY code",
                (row, number) -> new Muted(
                        new SkuCode(row.getString("code")), Columns.instant(row, "until_at"), row.getString("author")),
                Columns.utc(clock.instant()));
    }

    /** The codes that are still muted. */
    public Set<String> codes() {
        return all().stream().map(muted -> muted.code().value()).collect(Collectors.toSet());
    }
}
