package dev.shophub.store;

import dev.shophub.model.Account;
import dev.shophub.model.ShopKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** Which shop an account is, and by which name: all that is stored hangs on the row's number, so a name can change. */
public final class ShopIdentity {

    /** What a shop gathers that was never let in: a try to read, that it failed, and what the files say of its stock. */
    private static final Set<String> TRACES = Set.of("checkpoint", "sync_run", "trouble", "stock_formula");

    /** Keys: of a shop whose account is not known only what its settings opened, which they open again. */
    private static final String SESSION = "token";

    private final JdbcTemplate jdbc;
    private final TransactionOperations transaction;

    public ShopIdentity(JdbcTemplate jdbc, TransactionOperations transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** The name under which an account of a platform is known; the account is the platform's own text. */
    public Optional<ShopKey> ofAccount(String platform, String account) {
        return account.isEmpty()
                ? Optional.empty()
                : jdbc
                        .query(
                                "SELECT shop_key FROM shop WHERE platform = ? AND account_id = ? AND role = 'shop'"
                                        + " ORDER BY id LIMIT 1",
                                (row, number) -> new ShopKey(row.getString(1)),
                                platform,
                                Columns.cut(account, 128))
                        .stream()
                        .findFirst();
    }

    /** The account that the shop is; empty until it is known. */
    public Optional<Account> account(long shopId) {
        return jdbc
                .query(
                        "SELECT account_id, account_name FROM shop WHERE id = ? AND account_id <> ''",
                        (row, number) -> new Account(row.getString(1), row.getString(2)),
                        shopId)
                .stream()
                .findFirst();
    }

    /** From now on the shop is this account. */
    public void keep(long shopId, Account account) {
        jdbc.update(
                "UPDATE shop SET account_id = ?, account_name = ? WHERE id = ?", account.id(), account.name(), shopId);
    }

    /** The shop may be any account: the next one that answers is kept. */
    public void forget(long shopId) {
        jdbc.update("UPDATE shop SET account_id = '', account_name = '' WHERE id = ?", shopId);
    }

    /** Whether nothing but failed tries hangs on a row: no key that a seller gave, no record, no message. */
    public boolean untouched(long shopId) {
        var unknown = account(shopId).isEmpty();
        return tables().stream()
                .filter(table -> !TRACES.contains(table) && !(unknown && table.equals(SESSION)))
                .allMatch(table -> jdbc.queryForList(
                                "SELECT 1 FROM " + table + " WHERE shop_id = ? LIMIT 1", Integer.class, shopId)
                        .isEmpty());
    }

    /**
     * The shop is known by another name from now on; what it has, checkpoints, mappings, figures, keys, stays its own. An untouched
     * row of that name makes room. All or nothing.
     */
    public void rename(ShopRow former, ShopKey fresh) {
        transaction.executeWithoutResult(status -> {
            jdbc.queryForList(
                            "SELECT id FROM shop WHERE shop_key = ? AND id <> ? FOR UPDATE",
                            Long.class,
                            fresh.value(),
                            former.id())
                    .forEach(this::remove);
            jdbc.update("UPDATE shop SET shop_key = ? WHERE id = ?", fresh.value(), former.id());
            var name = former.key().value();
            jdbc.update("UPDATE IGNORE pause SET name = ? WHERE kind = 'shop' AND name = ?", fresh.value(), name);
            jdbc.update(
                    "UPDATE IGNORE trouble SET trouble_key = CONCAT(?, SUBSTRING(trouble_key, ?)) WHERE shop_id = ?"
                            + " AND (trouble_key = ? OR trouble_key LIKE CONCAT(?, '/%'))",
                    fresh.value(), name.length() + 1, former.id(), name, name);
        });
    }

    /** Nobody is to act on what is wrong with a shop that is gone. */
    public void forgetTroubles(long shopId) {
        jdbc.update("DELETE FROM trouble WHERE shop_id = ?", shopId);
    }

    private void remove(long shopId) {
        TRACES.forEach(table -> jdbc.update("DELETE FROM " + table + " WHERE shop_id = ?", shopId));
        jdbc.update("DELETE FROM " + SESSION + " WHERE shop_id = ?", shopId);
        jdbc.update("DELETE FROM shop WHERE id = ?", shopId);
    }

    private List<String> tables() {
        return jdbc.queryForList(
                "SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables t"
                        + " ON t.table_schema = c.table_schema AND t.table_name = c.table_name"
                        + " WHERE c.table_schema = DATABASE() AND c.column_name = 'shop_id' AND t.table_type = 'BASE TABLE'"
                        + " ORDER BY c.table_name",
                String.class);
    }
}
