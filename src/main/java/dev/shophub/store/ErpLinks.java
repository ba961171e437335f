package dev.shophub.store;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ERP was told: the intent before the first call, the document's hash after each. */
public final class ErpLinks {

    /**
     * @param known true once the ERP accepted it
     * @param sentHash SHA-256 of the document as last accepted
     */
    public record Link(boolean known, Optional<byte[]> sentHash) {

        public boolean says(byte[] hash) {
            return sentHash.map(sent -> Arrays.equals(sent, hash)).orElse(false);
        }
    }

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public ErpLinks(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Optional<Link> find(long shopId, String kind, String externalId) {
        return jdbc
                .query(
                        "SELECT accepted_at, sent_hash FROM erp_link WHERE shop_id = ? AND kind = ? AND external_id = ?",
                        (row, number) -> new Link(
                                row.getObject("accepted_at") != null, Optional.ofNullable(row.getBytes("sent_hash"))),
                        shopId,
                        kind,
                        externalId)
                .stream()
                .findFirst();
    }

    /** Whether a message was asked for before a restored hub had caught up: the hub that was lost may have told the ERP. */
    public boolean mayBeOfALostHub(long shopId, Instant askedAt) {
        return new RestoreGap(JdbcClient.create(jdbc)).covers(shopId, askedAt);
    }

    /** Written before the call: if its outcome stays unknown, it can be asked for. */
    public void intend(long shopId, String kind, String externalId, String orderExternalId, String reference) {
        jdbc.update(
                "INSERT IGNORE INTO erp_link (shop_id, order_external_id, kind, external_id, reference, erp_id, intended_at)"
                        + " VALUES (?, ?, ?, ?, ?, '', ?)",
                shopId,
                orderExternalId,
                kind,
                externalId,
                reference,
                Columns.utc(clock.instant()));
    }

    /** The ERP accepted it. */
    public void accepted(long shopId, String kind, String externalId, String erpId, byte[] hash) {
        jdbc.update(
                "UPDATE erp_link SET erp_id = ?, sent_hash = ?, accepted_at = ?"
                        + " WHERE shop_id = ? AND kind = ? AND external_id = ?",
                Columns.cut(erpId, 128),
                hash,
                Columns.utc(clock.instant()),
                shopId,
                kind,
                externalId);
    }
}
