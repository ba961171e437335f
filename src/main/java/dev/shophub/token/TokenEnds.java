package dev.shophub.token;

import dev.shophub.connector.Tokens.Token;
import dev.shophub.model.ShopKey;
import dev.shophub.store.Said;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.TokenRows;
import dev.shophub.store.TroubleBell;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Tells the admins ahead when a shop's permission ends: 7, 3 and 1 days before, each once; a hub that was down tells the nearest only. A
 * pair that lives no longer than the days ahead is not told of: it is renewed all the time. The bean {@code tokenEnds} of the report routes.
 */
public final class TokenEnds {

    private static final int[] AHEAD = {1, 3, 7};
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Shops shops;
    private final TokenRows rows;
    private final Function<ShopKey, Optional<Token>> tokens;
    private final TroubleBell troubles;
    private final Clock clock;

    /** @param tokens the pair that a shop has */
    public TokenEnds(
            Shops shops, TokenRows rows, Function<ShopKey, Optional<Token>> tokens, TroubleBell troubles, Clock clock) {
        this.shops = shops;
        this.rows = rows;
        this.tokens = tokens;
        this.troubles = troubles;
        this.clock = clock;
    }

    /** Looks at every shop that is configured; called again and again. */
    public void look() {
        shops.all().stream().filter(shop -> shop.state() != ShopRow.State.OUT).forEach(this::look);
    }

    private void look(ShopRow shop) {
        tokens.apply(shop.key()).flatMap(TokenEnds::end).ifPresent(end -> {
            var warning = rows.warning(shop.key()).orElseThrow();
            var days = daysAhead(warning.renewedAt(), end);
            var toldAlready = warning.end().filter(end::equals).isPresent()
                    && warning.days().orElse(Integer.MAX_VALUE) <= days.orElse(Integer.MAX_VALUE);
            if (days.isPresent() && !toldAlready) {
                rows.warned(shop.key(), end, days.getAsInt());
                troubles.tell(shop.key() + "/token", "token-ends", Optional.of(shop.id()), said(shop, end));
            }
        });
    }

    /** The end of what renews, else of what is used. */
    private static Optional<Instant> end(Token token) {
        return token.refresh().isPresent() ? token.refreshExpiresAt() : token.accessExpiresAt();
    }

    /** The nearest of the days ahead that has come; none once the end is past: then access is refused, and that is told. */
    private OptionalInt daysAhead(Instant since, Instant end) {
        var now = clock.instant();
        return now.isAfter(end)
                ? OptionalInt.empty()
                : IntStream.of(AHEAD)
                        .filter(days -> Duration.between(since, end).toDays() > days)
                        .filter(days -> !now.isBefore(end.minus(Duration.ofDays(days))))
                        .findFirst();
    }

    private Said said(ShopRow shop, Instant end) {
        var left = Duration.between(clock.instant(), end);
        var sentence =
                "The permission to read and write this shop ends at " + MINUTE.format(end.atZone(shop.zone())) + " ("
                        + shop.zone() + "), in " + left.toDays() + " days and " + left.toHoursPart()
                        + " hours. A platform that lets the hub renew it is asked in time, and you hear when that fails; to be sure,"
                        + " let the seller renew it now: ./hub authorize " + shop.key();
        return Said.of("token-ends", sentence, end, left.toDays(), left.toHoursPart());
    }
}
