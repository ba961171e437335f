package dev.shophub.token;

import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Tokens;
import dev.shophub.model.ShopKey;
import dev.shophub.store.Said;
import dev.shophub.store.Sealer;
import dev.shophub.store.TokenRows;
import dev.shophub.store.TroubleBell;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps the shops' tokens sealed in the database. One renewal a shop at a time: within this process by a lock, beside other
 * processes by the row; the new pair is committed before anybody uses it, and the old one kept beside it.
 */
public final class TokenStore implements Tokens {

    private final TokenRows rows;
    private final Sealer sealer;
    private final TransactionOperations transaction;
    private final TroubleBell troubles;
    private final Clock clock;
    private final Map<ShopKey, Token> known = new ConcurrentHashMap<>();
    private final Map<ShopKey, Object> locks = new ConcurrentHashMap<>();

    /** @param troubles hears of a renewal that failed while the pair still serves */
    public TokenStore(
            TokenRows rows, Sealer sealer, TransactionOperations transaction, TroubleBell troubles, Clock clock) {
        this.rows = rows;
        this.troubles = troubles;
        this.sealer = sealer;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** One that another process replaced meanwhile is still answered: once refused, {@link #renew} finds the new one. */
    @Override
    public Optional<Token> current(ShopKey shop) {
        var remembered = Optional.ofNullable(known.get(shop));
        return remembered.isPresent() ? remembered : load(shop);
    }

    private Optional<Token> load(ShopKey shop) {
        synchronized (lock(shop)) {
            var stored = rows.find(shop).map(row -> open(row.sealed()));
            stored.ifPresent(token -> known.put(shop, token));
            return stored;
        }
    }

    @Override
    public Token renew(ShopKey shop, String refused, Function<Token, Token> renew) {
        synchronized (lock(shop)) {
            try {
                var token = transaction.execute(status -> renewLocked(shop, refused, renew));
                known.put(shop, token);
                troubles.cure(renewal(shop));
                return token;
            } catch (AuthFailedException refusedToRenew) {
                tellAhead(shop, refusedToRenew);
                throw refusedToRenew;
            }
        }
    }

    private static String renewal(ShopKey shop) {
        return shop + "/renewal";
    }

    /** A pair that still serves and could not be renewed is told now; once access is refused that is told, with what follows. */
    private void tellAhead(ShopKey shop, AuthFailedException refused) {
        load(shop)
                .flatMap(Token::accessExpiresAt)
                .filter(end -> end.isAfter(clock.instant()))
                .ifPresent(end -> troubles.raise(
                        renewal(shop),
                        "token-renewal",
                        rows.shopId(shop),
                        Said.of(
                                        "token-renewal",
                                        refused.getMessage() + ". What the hub has serves until "
                                                + end.atZone(ZoneOffset.UTC).toLocalDateTime() + " UTC",
                                        end)
                                .quoting(refused.getMessage())));
    }

    private Token renewLocked(ShopKey shop, String refused, Function<Token, Token> renew) {
        var row = rows.lock(shop)
                .orElseThrow(() -> new AuthFailedException(
                        "The seller never authorised this shop (shop=" + shop + "). Run: ./hub authorize " + shop,
                        false));
        var present = open(row.sealed());
        if (!present.access().equals(refused)) {
            return present;
        }
        var renewed = renewed(present, row.previous().map(this::open), renew);
        save(shop, renewed);
        return renewed;
    }

    /**
     * A platform that never heard of the present pair, because the answer to our last renewal never became valid there, may
     * still know the pair before it.
     */
    private static Token renewed(Token present, Optional<Token> previous, Function<Token, Token> renew) {
        try {
            return renew.apply(present);
        } catch (AuthFailedException refused) {
            var older = previous.filter(token -> !token.refresh().equals(present.refresh()))
                    .orElseThrow(() -> refused);
            try {
                return renew.apply(older);
            } catch (AuthFailedException refusedToo) {
                refused.addSuppressed(refusedToo);
                throw refused;
            }
        }
    }

    @Override
    public void store(ShopKey shop, Token token) {
        synchronized (lock(shop)) {
            transaction.executeWithoutResult(status -> save(shop, token));
            known.put(shop, token);
            troubles.cure(renewal(shop));
        }
    }

    @Override
    public void lookAgain(ShopKey shop) {
        synchronized (lock(shop)) {
            known.remove(shop);
        }
    }

    private void save(ShopKey shop, Token token) {
        rows.save(
                shop,
                sealer.seal(TokenText.write(token)),
                token.accessExpiresAt(),
                token.refreshExpiresAt(),
                clock.instant());
    }

    private Token open(byte[] sealed) {
        return TokenText.read(sealer.open(sealed));
    }

    private Object lock(ShopKey shop) {
        return locks.computeIfAbsent(shop, key -> new Object());
    }
}
