package dev.shophub.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/** The last payload of each record, deflated and sealed. */
public final class RawRecords {

    private static final MultiRow STATEMENT = new MultiRow(
            "INSERT INTO raw_record (shop_id, stream, external_id, content_hash, modified_at, read_at, buyer_key_id,"
                    + " size_bytes, payload) VALUES",
            9,
            "ON DUPLICATE KEY UPDATE content_hash = VALUES(content_hash), modified_at = VALUES(modified_at),"
                    + " read_at = VALUES(read_at), buyer_key_id = VALUES(buyer_key_id), size_bytes = VALUES(size_bytes),"
                    + " payload = VALUES(payload)");

    /** Newest rows among which those of each stream are looked for. */
    private static final int LOOKED_AT = 3_000;

    private final JdbcTemplate jdbc;

    public RawRecords(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the payloads of versions that won; each sealed with the key that {@code keyOf} gives. */
    public <T> void keep(
            long shopId, Collection<Versioned<T>> winners, Function<Versioned<T>, BuyerKeys.BuyerKey> keyOf) {
        var rows = new ArrayList<Object[]>(winners.size());
        for (var version : winners) {
            var raw = version.raw();
            var key = keyOf.apply(version);
            rows.add(new Object[] {
                shopId,
                raw.stream().name(),
                raw.id().value(),
                version.hash(),
                Columns.utc(version.modifiedAt()),
                Columns.utc(raw.readAt()),
                key.id(),
                raw.payload().length,
                key.sealer().seal(Packing.deflate(raw.payload()))
            });
        }
        STATEMENT.write(jdbc, rows);
    }

    /** The payload as sent; empty when none is kept any more, or its buyer was erased. */
    public Optional<byte[]> find(long shopId, String stream, String externalId, Sealer master) {
        List<byte[]> found = jdbc.query(
                "SELECT r.payload, k.wrapped FROM raw_record r JOIN buyer_key k ON k.id = r.buyer_key_id"
                        + " WHERE r.shop_id = ? AND r.stream = ? AND r.external_id = ? AND k.wrapped IS NOT NULL",
                (row, number) -> Packing.inflate(new AesKey(master.open(row.getBytes(2))).open(row.getBytes(1))),
                shopId,
                stream,
                externalId);
        return found.stream().findFirst();
    }

    /** A payload as it was last sent. */
    public record Recorded(long shopId, String stream, String externalId, Instant readAt, byte[] payload) {}

    /**
     * The records read last, the newest first, of each stream at most {@code most}; of rarely read streams there may be none.
     *
     * @param shops how many shops at most
     */
    public List<Recorded> newest(int most, int shops, Sealer master) {
        var chosen = new LinkedHashMap<String, List<Long>>();
        jdbc.query("SELECT id, shop_id, stream FROM raw_record ORDER BY read_at DESC LIMIT " + LOOKED_AT, row -> {
            var ids = chosen.computeIfAbsent(row.getLong(2) + "/" + row.getString(3), key -> new ArrayList<>());
            if (ids.size() < most) {
                ids.add(row.getLong(1));
            }
        });
        var found = new ArrayList<Recorded>();
        for (var ids : chosen.values()) {
            jdbc.query(
                    "SELECT r.shop_id, r.stream, r.external_id, r.read_at, r.payload, k.wrapped FROM raw_record r"
                            + " JOIN buyer_key k ON k.id = r.buyer_key_id WHERE k.wrapped IS NOT NULL AND r.id IN ("
                            + String.join(",", Collections.nCopies(ids.size(), "?")) + ") ORDER BY r.id DESC",
                    row -> {
                        found.add(new Recorded(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                Columns.instant(row, "read_at"),
                                Packing.inflate(new AesKey(master.open(row.getBytes(6))).open(row.getBytes(5)))));
                    },
                    ids.toArray());
        }
        var first = found.stream().map(Recorded::shopId).distinct().limit(shops).toList();
        return found.stream().filter(one -> first.contains(one.shopId())).toList();
    }
}
