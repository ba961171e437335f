package dev.shophub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.settings.MasterKey;
import dev.shophub.support.Rows;
import dev.shophub.support.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** The master key changed under a hub that writes on, interrupted, and gone on with from either key. */
class RekeyingIT {

    private static final int BUYERS = 2_500;
    private static final Clock CLOCK = Clock.systemUTC();

    private final DataSource data = TestDatabase.operations();
    private final Rows rows = new Rows(data);
    private final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(data));
    private final MasterKey older = MasterKey.random();
    private final MasterKey newer = MasterKey.random();
    private KeyRing ring;
    private byte[] sealed;

    @BeforeEach
    void aHubWithBuyers() {
        new OperationsDatabase(data, CLOCK).prepare("production", older.fingerprint());
        ring = started(older);
        var keys = new BuyerKeys(rows.jdbc(), ring, CLOCK);
        keys.of(1, IntStream.range(0, BUYERS).mapToObj(n -> "buyer:" + n).toList());
        sealed = keys.of(1, List.of("buyer:7")).get("buyer:7").sealer().seal(text("secret"));
        rows.insert("token", "shop_id", 1, "sealed", ring.seal(text("pair")), "previous", ring.seal(text("before")));
        rows.insert("token", "shop_id", 2, "sealed", ring.seal(text("other")), "previous", null);
        rows.jdbc().update("UPDATE buyer_key SET wrapped = NULL WHERE buyer_ref = 'buyer:9'");
    }

    @Test
    void everythingIsUnderTheNewerKeyAndTheHubReadsAndWritesAllTheWhile() {
        var rekeying = rekeying(older, transaction);
        assertThat(rekeying.begin(newer.bytes(), newer.fingerprint())).isTrue();
        assertThat(rekeying.begin(MasterKey.random().bytes(), "another")).isFalse();
        assertThat(rekeying.state().running()).isTrue();
        var during = new BuyerKeys(rows.jdbc(), ring, CLOCK);
        assertThat(opened(during, "buyer:7")).isEqualTo("secret");
        during.of(1, List.of("buyer:new"));
        assertThat(ring.open(token("sealed", 1))).isEqualTo(text("pair"));

        rekeying.work();

        var state = rekeying.state();
        assertThat(state.running()).isFalse();
        assertThat(state.fingerprint()).isEqualTo(newer.fingerprint());
        assertThat(state.startWith()).contains(newer.fingerprint());
        everythingOpensWith(new KeyRing(newer.bytes()));
        assertThat(rows.jdbc()
                        .queryForObject(
                                "SELECT COUNT(*) FROM buyer_key WHERE wrapped IS NULL AND buyer_ref = 'buyer:9'",
                                Integer.class))
                .as("a forgotten buyer stays forgotten")
                .isEqualTo(1);
    }

    @Test
    void interruptedAfterEachStepItGoesOnFromEitherKey() {
        for (int step = 1; step <= 4; step++) {
            var from = step % 2 == 0 ? older : newer;
            var first = rekeying(older, new Interrupted(transaction, step));
            if (step == 1) {
                assertThat(first.begin(newer.bytes(), newer.fingerprint())).isTrue();
            }
            assertThatThrownBy(first::work).hasMessage("killed");
            assertThat(rekeying(older, transaction).state().running()).isTrue();
            new OperationsDatabase(data, CLOCK).prepare("production", from.fingerprint());
            ring = started(from);
            assertThat(opened(new BuyerKeys(rows.jdbc(), ring, CLOCK), "buyer:7"))
                    .isEqualTo("secret");
            assertThat(ring.open(token("previous", 1))).isEqualTo(text("before"));
        }
        new Rekeying(rows.jdbc(), transaction, ring, newer.fingerprint(), CLOCK).work();
        everythingOpensWith(new KeyRing(newer.bytes()));
    }

    @Test
    void theFormerKeyServesUntilTheHubWasStartedWithTheNewer() {
        var rekeying = rekeying(older, transaction);
        rekeying.begin(newer.bytes(), newer.fingerprint());
        rekeying.work();

        new OperationsDatabase(data, CLOCK).prepare("production", older.fingerprint());
        ring = started(older);
        assertThat(opened(new BuyerKeys(rows.jdbc(), ring, CLOCK), "buyer:7")).isEqualTo("secret");
        rekeying(older, transaction).work();
        assertThat(rekeying(older, transaction).begin(MasterKey.random().bytes(), "third"))
                .as("not before the hub was started with the newer")
                .isFalse();

        // what a writer of the former hub left behind is put right by the first start with the newer
        rows.jdbc()
                .update(
                        "UPDATE buyer_key SET wrapped = ? WHERE buyer_ref = 'buyer:8'",
                        new AesKey(older.bytes()).seal(new byte[32]));
        ring = started(newer);
        rekeying(newer, transaction).work();
        everythingOpensWith(new KeyRing(newer.bytes()));
        assertThat(rekeying(newer, transaction).state().startWith()).isEmpty();
        assertThatThrownBy(() -> new OperationsDatabase(data, CLOCK).prepare("production", older.fingerprint()))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining(newer.fingerprint());
        assertThat(rows.jdbc()
                        .queryForObject("SELECT next_key IS NULL AND former_key IS NULL FROM hub_stamp", Boolean.class))
                .isTrue();
    }

    private void everythingOpensWith(Sealer key) {
        var opened = new AtomicInteger();
        rows.jdbc().query("SELECT wrapped FROM buyer_key WHERE wrapped IS NOT NULL", row -> {
            key.open(row.getBytes(1));
            opened.incrementAndGet();
        });
        assertThat(opened.get()).isGreaterThanOrEqualTo(BUYERS - 1);
        assertThat(key.open(token("sealed", 1))).isEqualTo(text("pair"));
        assertThat(key.open(token("previous", 1))).isEqualTo(text("before"));
        assertThat(key.open(token("sealed", 2))).isEqualTo(text("other"));
        assertThat(opened(new BuyerKeys(rows.jdbc(), key, CLOCK), "buyer:7")).isEqualTo("secret");
    }

    private String opened(BuyerKeys keys, String buyer) {
        return new String(keys.of(1, List.of(buyer)).get(buyer).sealer().open(sealed), StandardCharsets.UTF_8);
    }

    private byte[] token(String column, long shop) {
        return rows.jdbc().queryForObject("SELECT " + column + " FROM token WHERE shop_id = ?", byte[].class, shop);
    }

    private KeyRing started(MasterKey key) {
        return KeyRing.of(rows.jdbc(), key.bytes(), key.fingerprint());
    }

    private Rekeying rekeying(MasterKey startedWith, TransactionOperations transactions) {
        return new Rekeying(rows.jdbc(), transactions, ring, startedWith.fingerprint(), CLOCK);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Lets so many transactions of the work through, beside the one that begins it, and is then killed before the next one. */
    private static final class Interrupted implements TransactionOperations {

        private final TransactionOperations real;
        private final List<String> begun = new ArrayList<>();
        private final int killedAt;

        Interrupted(TransactionOperations real, int killedAt) {
            this.real = real;
            this.killedAt = killedAt;
        }

        @Override
        public <T> T execute(TransactionCallback<T> action) throws TransactionException {
            begun.add("one");
            if (begun.size() > killedAt) {
                throw new IllegalStateException("killed");
            }
            return real.execute(action);
        }
    }
}
