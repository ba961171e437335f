package dev.shophub.store;

import dev.shophub.model.ExternalId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One key a buyer, wrapped by the master key: erasing a buyer is deleting the key. Made in a transaction of its own before
 * the page is written, so that what is remembered here is always in the database.
 */
public final class BuyerKeys {

    /** A key and its row. */
    public record BuyerKey(long id, Sealer sealer) {}

    private static final int REMEMBERED = 20_000;
    private static final int ROWS = 1_000;

    private final JdbcTemplate jdbc;
    private final Sealer master;
    private final Clock clock;
    /** Whether anybody was ever forgotten; null: to be looked up. */
    private volatile Boolean anyForgotten;

    private final Map<String, BuyerKey> remembered = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, BuyerKey> eldest) {
            return size() > REMEMBERED;
        }
    });

    public BuyerKeys(JdbcTemplate jdbc, Sealer master, Clock clock) {
        this.jdbc = jdbc;
        this.master = master;
        this.clock = clock;
    }

    /**
     * Whose key seals an order and what belongs to it: its buyer's, else its own. Erasing a buyer is deleting the buyer's key
     * and those of the buyer's orders: a refund may have been read before its order told whose it is.
     */
    static String reference(Optional<ExternalId> buyer, ExternalId order) {
        return buyer.map(known -> "buyer:" + known).orElseGet(() -> "order:" + order);
    }

    /** The key for what is no buyer's: payloads of listings, stock, reviews, and what is in quarantine. */
    public BuyerKey hub() {
        return of(0, List.of("hub")).get("hub");
    }

    /**
     * Keys of these buyers, made where there are none; a few statements however many they are.
     *
     * @param references {@code buyer:…} or {@code order:…}
     */
    public Map<String, BuyerKey> of(long shopId, Collection<String> references) {
        var found = new HashMap<String, BuyerKey>();
        var missing = new TreeSet<String>();
        for (var reference : references) {
            var key = remembered.get(shopId + "/" + reference);
            if (key == null) {
                missing.add(reference);
            } else {
                found.put(reference, key);
            }
        }
        var rest = new ArrayList<>(missing);
        for (int from = 0; from < rest.size(); from += ROWS) {
            found.putAll(make(shopId, rest.subList(from, Math.min(rest.size(), from + ROWS))));
        }
        return found;
    }

    /** Those of these orders whose buyer was forgotten; no statement where none ever was. */
    public Set<ExternalId> forgotten(long shopId, Collection<ExternalId> orders) {
        if (!anyForgotten()) {
            return Set.of();
        }
        var found = new HashSet<ExternalId>();
        var rest =
                List.copyOf(new TreeSet<>(orders.stream().map(ExternalId::value).toList()));
        for (int from = 0; from < rest.size(); from += ROWS) {
            var some = rest.subList(from, Math.min(rest.size(), from + ROWS));
            var values = new ArrayList<Object>();
            values.add(shopId);
            some.forEach(order -> values.add("order:" + order));
            jdbc.query(
                    "SELECT buyer_ref FROM buyer_key WHERE erased_at IS NOT NULL AND shop_id = ? AND buyer_ref IN ("
                            + String.join(",", Collections.nCopies(some.size(), "?")) + ")",
                    row -> {
                        found.add(new ExternalId(row.getString(1).substring("order:".length())));
                    },
                    values.toArray());
        }
        return found;
    }

    private boolean anyForgotten() {
        if (anyForgotten == null) {
            anyForgotten = jdbc.queryForObject(
                    "SELECT EXISTS (SELECT 1 FROM buyer_key WHERE erased_at IS NOT NULL)", Boolean.class);
        }
        return anyForgotten;
    }

    /** A buyer was forgotten: no key that is remembered here is used any more. */
    void lookAgain() {
        remembered.clear();
        anyForgotten = null;
    }

    private Map<String, BuyerKey> make(long shopId, List<String> references) {
        var now = Columns.utc(clock.instant());
        var sql = new StringBuilder("INSERT INTO buyer_key (shop_id, buyer_ref, wrapped, created_at) VALUES ");
        var values = new ArrayList<Object>();
        for (var reference : references) {
            sql.append(values.isEmpty() ? "(?,?,?,?)" : ",(?,?,?,?)");
            Collections.addAll(values, shopId, reference, master.seal(AesKey.random()), now);
        }
        sql.append(" ON DUPLICATE KEY UPDATE wrapped = IF(erased_at IS NULL, IFNULL(wrapped, VALUES(wrapped)), NULL)"
                + " RETURNING id, buyer_ref, wrapped");
        var made = new HashMap<String, BuyerKey>();
        jdbc.query(
                sql.toString(),
                row -> {
                    var wrapped = row.getBytes(3);
                    if (wrapped == null) {
                        // forgotten: sealed under a key that nobody keeps
                        made.put(row.getString(2), new BuyerKey(row.getLong(1), new AesKey(AesKey.random())));
                        return;
                    }
                    var key = new BuyerKey(row.getLong(1), new AesKey(master.open(wrapped)));
                    made.put(row.getString(2), key);
                    remembered.put(shopId + "/" + row.getString(2), key);
                },
                values.toArray());
        return made;
    }
}
