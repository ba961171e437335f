package dev.shophub.store;

import dev.shophub.model.ExternalId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which variants a shop shows another number of than the hub would have it show, since when, and what the hub did about it. */
public final class DriftBook {

    private static final MultiRow SEEN = new MultiRow(
            "INSERT INTO stock_drift (shop_id, item_id, sku_id, ours, shown, since, seen_at) VALUES",
            7,
            "ON DUPLICATE KEY UPDATE since = IF(ended_at IS NULL, since, VALUES(since)),"
                    + " asked_at = IF(ended_at IS NULL, asked_at, NULL), ended_at = NULL, ours = VALUES(ours),"
                    + " shown = VALUES(shown), seen_at = VALUES(seen_at)");

    private final JdbcTemplate jdbc;

    public DriftBook(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A variant of a shop. */
    public record Which(long shopId, ExternalId itemId, Optional<ExternalId> skuId) {}

    /** @param ours pieces the hub would have it show */
    public record Seen(Which which, long ours, long shown) {}

    /**
     * What is kept of a variant that differs.
     *
     * @param since UTC
     * @param askedAt when the hub last asked by itself, UTC
     */
    public record Kept(Instant since, Optional<Instant> askedAt) {}

    /** A variant that shows our number again since the hub asked for it. */
    public record Mended(
            DailyFacts.Shop shop, String title, String code, long ours, long shown, Instant since, Instant askedAt) {}

    /** A look found all of these to differ and nothing else: what is not among them is the same again. Within the caller's transaction. */
    public void look(List<Seen> differing, Instant now) {
        var at = Columns.utc(now);
        SEEN.write(
                jdbc,
                differing.stream()
                        .map(one -> new Object[] {
                            one.which().shopId(),
                            one.which().itemId().value(),
                            one.which().skuId().map(ExternalId::value).orElse(""),
                            one.ours(),
                            one.shown(),
                            at,
                            at
                        })
                        .toList());
        jdbc.update("UPDATE stock_drift SET ended_at = ? WHERE ended_at IS NULL AND seen_at < ?", at, at);
        // written in between: what differs now began after that
        jdbc.update(
                "UPDATE stock_drift d JOIN stock_level s ON s.shop_id = d.shop_id AND s.item_id = d.item_id"
                        + " AND s.sku_id = d.sku_id SET d.since = s.pushed_at WHERE d.ended_at IS NULL AND s.pushed_at > d.since");
    }

    /** Those of a shop that differ. */
    public Map<Which, Kept> differing(long shopId) {
        var kept = new HashMap<Which, Kept>();
        jdbc.query(
                "SELECT item_id, sku_id, since, asked_at FROM stock_drift WHERE shop_id = ? AND ended_at IS NULL",
                row -> {
                    kept.put(
                            new Which(
                                    shopId,
                                    new ExternalId(row.getString("item_id")),
                                    Optional.of(row.getString("sku_id"))
                                            .filter(sku -> !sku.isEmpty())
                                            .map(ExternalId::new)),
                            new Kept(Columns.instant(row, "since"), Columns.maybeInstant(row, "asked_at")));
                },
                shopId);
        return kept;
    }

    /**
     * Marks what is to be asked for anew within the caller's transaction: it differs since then or longer, no message of its item
     * waits, is parked or was given up, and it was not asked for since {@code askedBefore}.
     *
     * @param shops of these alone
     * @return how many variants
     */
    public int ask(Collection<Long> shops, Instant since, Instant askedBefore, Instant now) {
        if (shops.isEmpty()) {
            return 0;
        }
        var values = new ArrayList<Object>();
        Collections.addAll(values, Columns.utc(now), Columns.utc(since), Columns.utc(askedBefore));
        values.addAll(shops);
        return jdbc.update(
                "UPDATE stock_drift d SET d.asked_at = ? WHERE d.ended_at IS NULL AND d.since <= ?"
                        + " AND (d.asked_at IS NULL OR d.asked_at <= ?) AND d.shop_id IN ("
                        + String.join(",", Collections.nCopies(shops.size(), "?"))
                        + ") AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.destination = 'listing' AND o.shop_id = d.shop_id"
                        + " AND o.aggregate = d.item_id AND o.state IN ('waiting', 'sending', 'parked', 'dead'))",
                values.toArray());
    }

    /** Those that the hub asked for since then and that are the same again, the latest first; and how many there are. */
    public DailyFacts.Listed<Mended> mended(Instant since, int most) {
        var from = " FROM stock_drift d JOIN shop s ON s.id = d.shop_id"
                + " JOIN listing l ON l.shop_id = d.shop_id AND l.external_id = d.item_id"
                + " JOIN listing_variant v ON v.listing_id = l.id AND v.sku_id = d.sku_id"
                + " WHERE d.asked_at >= ? AND d.ended_at IS NOT NULL";
        var rows = jdbc.query(
                "SELECT s.shop_key, s.title AS shop_title, l.title, v.code, d.ours, d.shown, d.since, d.asked_at" + from
                        + " ORDER BY d.ended_at DESC, d.shop_id, d.item_id, d.sku_id LIMIT ?",
                (row, number) -> new Mended(
                        DailyFacts.shop(row),
                        row.getString("title"),
                        row.getString("code"),
                        row.getLong("ours"),
                        row.getLong("shown"),
                        Columns.instant(row, "since"),
                        Columns.instant(row, "asked_at")),
                Columns.utc(since),
                most);
        return new DailyFacts.Listed<>(
                rows, jdbc.queryForObject("SELECT COUNT(*)" + from, Long.class, Columns.utc(since)));
    }

    /** What is the same again is of no more use, unless the hub asked for it: then from that moment on. */
    public void forget(Instant endedBefore) {
        jdbc.update(
                "DELETE FROM stock_drift WHERE ended_at IS NOT NULL AND (asked_at IS NULL OR ended_at < ?) LIMIT 10000",
                Columns.utc(endedBefore));
    }
}
