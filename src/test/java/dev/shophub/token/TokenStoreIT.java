package dev.shophub.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Tokens.Token;
import dev.shophub.connector.UnavailableException;
import dev.shophub.model.ShopKey;
import dev.shophub.store.Sealer;
import dev.shophub.store.TokenRows;
import dev.shophub.support.RungBell;
import dev.shophub.support.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class TokenStoreIT {

    private static final ShopKey SHOP = new ShopKey("taobao-flagship");
    private static final Instant NOW = Instant.parse("2024-03-01T00:00:00Z");

    private static JdbcTemplate jdbc;
    private static TransactionTemplate transaction;

    private final FakePlatform platform = new FakePlatform();
    private final RungBell bell = new RungBell();
    private TokenStore tokens;

    @BeforeAll
    static void openDatabase() {
        var dataSource = TestDatabase.operations();
        jdbc = new JdbcTemplate(dataSource);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    @BeforeEach
    void authorise() {
        jdbc.update("DELETE FROM token");
        jdbc.update("DELETE FROM shop");
        jdbc.update(
                "INSERT INTO shop (shop_key, platform, role, title, time_zone, state, first_seen_at)"
                        + " VALUES (?, 'taobao', 'shop', '示例', 'Asia/Shanghai', 'observing', '2024-03-01')",
                SHOP.value());
        tokens = process();
        tokens.store(SHOP, platform.pair(0));
    }

    @Test
    void aShopThatWasNeverAuthorisedHasNone() {
        jdbc.update("DELETE FROM token");

        assertThat(process().current(SHOP)).isEmpty();
        assertThatThrownBy(() -> process().renew(SHOP, "any", platform::renew))
                .isInstanceOf(AuthFailedException.class)
                .hasMessageContaining("./hub authorize taobao-flagship");
    }

    @Test
    void anotherProcessReadsWhatWasStored() {
        assertThat(process().current(SHOP)).contains(platform.pair(0));
    }

    @Test
    void isNotReadableInTheDatabase() {
        var stored = jdbc.queryForObject("SELECT sealed FROM token", byte[].class);

        assertThat(new String(stored, StandardCharsets.UTF_8))
                .doesNotContain("access-0")
                .doesNotContain("refresh-0");
    }

    @Test
    void rotatesThreeTimesInARow() {
        for (int generation = 1; generation <= 3; generation++) {
            var refused = tokens.current(SHOP).orElseThrow().access();
            assertThat(tokens.renew(SHOP, refused, platform::renew)).isEqualTo(platform.pair(generation));
        }

        assertThat(process().current(SHOP)).contains(platform.pair(3));
        assertThat(jdbc.queryForObject("SELECT refresh_expires_at IS NOT NULL FROM token", Boolean.class))
                .isTrue();
    }

    @Test
    void theNewPairIsStoredBeforeItIsUsed() {
        var renewed = tokens.renew(SHOP, "access-0", platform::renew);

        assertThat(process().current(SHOP)).contains(renewed);
        assertThat(jdbc.queryForObject("SELECT previous IS NOT NULL FROM token", Boolean.class))
                .isTrue();
    }

    @Test
    void whoeverComesLaterGetsWhatTheFirstRenewed() throws Exception {
        int threads = 8;
        var pool = Executors.newFixedThreadPool(threads);
        var processes = List.of(process(), process());
        var start = new CountDownLatch(1);
        try {
            var calls = IntStream.range(0, threads)
                    .mapToObj(i -> pool.submit((Callable<Token>) () -> {
                        start.await();
                        return processes.get(i % 2).renew(SHOP, "access-0", platform::renew);
                    }))
                    .toList();
            start.countDown();
            var answers = new ArrayList<Token>();
            for (var call : calls) {
                answers.add(call.get());
            }
            assertThat(answers).containsOnly(platform.pair(1));
            assertThat(platform.renewals.get()).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aRenewalWhoseAnswerWasLostIsTriedAgainWithTheSamePair() {
        platform.loseAnswers = 1;

        assertThatThrownBy(() -> tokens.renew(SHOP, "access-0", platform::renew))
                .isInstanceOf(UnavailableException.class);
        assertThat(tokens.current(SHOP)).contains(platform.pair(0));

        assertThat(tokens.renew(SHOP, "access-0", platform::renew)).isEqualTo(platform.pair(2));
    }

    @Test
    void thePairBeforeHelpsWhereTheNewOneWasNeverValid() {
        tokens.store(
                SHOP, new Token("never", Optional.of("valid"), Optional.empty(), Optional.empty(), "42", "seller"));

        assertThat(tokens.renew(SHOP, "never", platform::renew)).isEqualTo(platform.pair(1));
    }

    @Test
    void whatCannotBeRenewedStaysAndIsTold() {
        platform.over = true;

        assertThatThrownBy(() -> tokens.renew(SHOP, "access-0", platform::renew))
                .isInstanceOf(AuthFailedException.class);
        assertThat(process().current(SHOP)).contains(platform.pair(0));
    }

    @Test
    void aTokenOfAnUnknownShopIsRefused() {
        assertThatThrownBy(() -> tokens.store(new ShopKey("nobody"), platform.pair(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("shop=nobody");
    }

    @Test
    void theFirstRenewalThatFailsIsToldWhileThePairStillServesAndCuredByTheNext() {
        platform.over = true;
        assertThatThrownBy(() -> tokens.renew(SHOP, "access-0", platform::renew))
                .isInstanceOf(AuthFailedException.class);
        assertThat(bell.rung())
                .singleElement()
                .asString()
                .startsWith("token-renewal taobao-flagship/renewal: Refused")
                .contains("2024-03-01T01:00");

        platform.over = false;
        tokens.renew(SHOP, "access-0", platform::renew);
        assertThat(bell.rung()).isEmpty();
    }

    @Test
    void aPairWhoseNameWentToAnotherShopIsNotAnsweredAnyMore() {
        assertThat(tokens.current(SHOP)).isPresent();
        jdbc.update("UPDATE shop SET shop_key = 'renamed'");
        tokens.lookAgain(SHOP);
        assertThat(tokens.current(SHOP)).isEmpty();
        assertThat(tokens.current(new ShopKey("renamed"))).contains(platform.pair(0));
    }

    private TokenStore process() {
        return new TokenStore(
                new TokenRows(jdbc), new Inverting(), transaction, bell, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** Knows refresh tokens by number, whichever was made; a lost answer has moved it on all the same. */
    private static final class FakePlatform {

        private final AtomicInteger renewals = new AtomicInteger();
        private int loseAnswers;
        private boolean over;

        Token pair(int generation) {
            return new Token(
                    "access-" + generation,
                    Optional.of("refresh-" + generation),
                    Optional.of(NOW.plusSeconds(3600)),
                    Optional.of(NOW.plusSeconds(86_400)),
                    "42",
                    "seller");
        }

        Token renew(Token present) {
            if (over || !present.refresh().orElse("").startsWith("refresh-")) {
                throw new AuthFailedException("Refused", false);
            }
            var renewed = pair(renewals.incrementAndGet());
            if (loseAnswers-- > 0) {
                throw new UnavailableException("The answer was lost");
            }
            return renewed;
        }
    }

    /** Stands in for the vault: enough to show that nothing is stored in clear. */
    private static final class Inverting implements Sealer {

        @Override
        public byte[] seal(byte[] clear) {
            var sealed = new byte[clear.length];
            for (int i = 0; i < clear.length; i++) {
                sealed[i] = (byte) ~clear[i];
            }
            return sealed;
        }

        @Override
        public byte[] open(byte[] sealed) {
            return seal(sealed);
        }
    }
}
