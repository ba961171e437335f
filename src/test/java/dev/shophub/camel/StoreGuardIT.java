package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.AccountSource;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Connector;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.HttpCalls.Request;
import dev.shophub.connector.HttpCalls.Response;
import dev.shophub.connector.Shop;
import dev.shophub.connector.UnavailableException;
import dev.shophub.model.Account;
import dev.shophub.model.ShopKey;
import dev.shophub.store.ShopIdentity;
import dev.shophub.store.Shops;
import dev.shophub.support.TestDatabase;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Of a store that is not the shop's nothing is read, and to it nothing is written: no call goes out but the question whose it is. */
class StoreGuardIT {

    private static final ShopKey KEY = new ShopKey("site");
    private static final Account STORE = new Account("shop.example.com", "Example");
    private static final Account STAGING = new Account("staging.example.com", "Example");

    private final List<String> out = new CopyOnWriteArrayList<>();
    private Shops shops;
    private ShopIdentity identity;
    private long shop;

    @BeforeEach
    void aShop() {
        var data = TestDatabase.operations();
        var jdbc = new JdbcTemplate(data);
        shops = new Shops(jdbc, Clock.systemUTC());
        identity = new ShopIdentity(jdbc, new TransactionTemplate(new DataSourceTransactionManager(data)));
        shop = shops.ensure(KEY, "woocommerce", "shop", "示例", ZoneOffset.UTC).id();
    }

    @Test
    void theStoreOfTheFirstContactIsKeptAndAskedForOnce() {
        var connection = new Connection(KEY, Optional.of(STORE));

        connection.call("/orders");
        connection.call("/products");

        assertThat(out).containsExactly("/account", "/orders", "/products");
        assertThat(identity.account(shop)).contains(STORE);
    }

    @Test
    void anotherStoreIsCalledByNobodyAndBothAreNamed() {
        identity.keep(shop, STORE);
        var connection = new Connection(KEY, Optional.of(STAGING));

        for (var path : List.of("/orders", "/stock")) {
            assertThatThrownBy(() -> connection.call(path))
                    .isInstanceOfSatisfying(AuthFailedException.class, refused -> {
                        assertThat(refused.renewable()).isFalse();
                        assertThat(refused.ours()).hasValueSatisfying(ours -> {
                            assertThat(ours.code()).isEqualTo("other-store");
                            assertThat(ours.values()).containsExactly(STORE.words(), STAGING.words(), "site");
                        });
                    })
                    .hasMessageContaining("shop.example.com")
                    .hasMessageContaining("staging.example.com")
                    .hasMessageContaining("./hub authorize site --moved");
        }

        assertThat(out).containsOnly("/account");
        assertThat(identity.account(shop)).contains(STORE);
    }

    @Test
    void whenTheRightKeyIsBackTheShopGoesOn() {
        identity.keep(shop, STORE);
        assertThatThrownBy(() -> new Connection(KEY, Optional.of(STAGING)).call("/orders"))
                .isInstanceOf(AuthFailedException.class);

        new Connection(KEY, Optional.of(new Account(STORE.id(), "Example, renamed"))).call("/orders");

        assertThat(out).endsWith("/orders");
        assertThat(identity.account(shop)).map(Account::name).contains("Example, renamed");
    }

    @Test
    void aStoreThatIsAnotherShopIsRefusedAndNothingHangsOnTheNewName() {
        identity.keep(shop, STORE);
        var second = new ShopKey("site-new");
        long row = shops.ensure(second, "woocommerce", "shop", "示例", ZoneOffset.UTC)
                .id();

        assertThatThrownBy(() -> new Connection(second, Optional.of(STORE)).call("/orders"))
                .isInstanceOf(AuthFailedException.class)
                .hasMessageContaining("./hub rename-shop site site-new");

        assertThat(identity.account(row)).isEmpty();
        assertThat(identity.untouched(row)).isTrue();
    }

    @Test
    void aStoreThatDoesNotTellIsReadAllTheSame() {
        var connection = new Connection(KEY, Optional.empty());

        connection.call("/orders");
        connection.call("/stock");

        assertThat(out).containsExactly("/account", "/orders", "/stock");
        assertThat(identity.account(shop)).isEmpty();
    }

    @Test
    void aPlatformThatCannotTellIsNotAsked() {
        var guard = new StoreGuard(this::answered, account -> {});
        guard.of(new Silent(KEY));

        guard.send(request("/orders"));

        assertThat(out).containsExactly("/orders");
    }

    /** A stalled platform is asked by one call; those that waited for it do not wait once more. */
    @Test
    void whoWaitedForTheQuestionDoesNotAskItAgain() throws Exception {
        var asking = new CountDownLatch(1);
        var stall = new CountDownLatch(1);
        var connection = new Connection(KEY, Optional.of(STORE)) {
            @Override
            public Optional<Account> account() {
                super.account();
                asking.countDown();
                await(stall);
                throw new UnavailableException("The site could not answer");
            }
        };
        var first = CompletableFuture.runAsync(() -> connection.call("/orders"));
        await(asking);
        var waiting = new Thread(() -> {
            try {
                connection.call("/stock");
            } catch (UnavailableException asTheFirst) {
                out.add("gave up");
            }
        });
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        stall.countDown();

        waiting.join();
        assertThatThrownBy(first::get).hasCauseInstanceOf(UnavailableException.class);
        assertThat(out).containsExactly("/account", "gave up");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    private static Request request(String path) {
        return Request.get(URI.create("http://127.0.0.1" + path), Map.of());
    }

    private Response answered(Request request) {
        out.add(request.uri().getPath());
        return new Response(200, Map.of(), new byte[0]);
    }

    /** A connector whose every call goes through the guard, the question too. */
    private class Connection extends Silent implements AccountSource {

        private final StoreGuard guard;
        private final Optional<Account> store;

        private Connection(ShopKey key, Optional<Account> store) {
            super(key);
            this.store = store;
            HttpCalls calls = StoreGuardIT.this::answered;
            guard = new StoreGuard(calls, account -> new StoreCheck(shops, identity).answers(key, account));
            guard.of(this);
        }

        @Override
        public Optional<Account> account() {
            call("/account");
            return store;
        }

        final void call(String path) {
            guard.send(request(path));
        }
    }

    private static class Silent implements Connector {

        private final ShopKey key;

        private Silent(ShopKey key) {
            this.key = key;
        }

        @Override
        public Shop shop() {
            return new Shop(key, "woocommerce", "示例", URI.create("http://127.0.0.1"), ZoneOffset.UTC, Map.of());
        }

        @Override
        public Instant platformNow() {
            return Instant.now();
        }
    }
}
