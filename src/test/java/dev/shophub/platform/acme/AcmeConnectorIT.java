package dev.shophub.platform.acme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.OrderDetailContract;
import dev.shophub.connector.OrderSourceContract;
import dev.shophub.connector.Platform;
import dev.shophub.connector.StockSourceContract;
import dev.shophub.connector.WebhookSource;
import dev.shophub.connector.WebhookSourceContract;
import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import dev.shophub.platform.AccountContract;
import dev.shophub.platform.ItemsPlayed;
import dev.shophub.platform.MovingRowsContract;
import dev.shophub.platform.OrderTruthsContract;
import dev.shophub.platform.OrdersPlayed;
import dev.shophub.platform.QuotaContract;
import dev.shophub.platform.RotationContract;
import dev.shophub.platform.ShownStockContract;
import dev.shophub.platform.StockEchoContract;
import dev.shophub.platform.TimesContract;
import dev.shophub.platform.Trial;
import dev.shophub.platform.TwoCurrenciesContract;
import dev.shophub.platform.WithheldAddressContract;
import dev.shophub.simulator.stage.PlayedPlatforms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A platform made by the guide alone passes the contracts of what it offers. */
class AcmeConnectorIT {

    private static AcmeWorld world;

    @BeforeAll
    static void open() {
        world = new AcmeWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void nothingListsThePlatforms() throws IOException {
        try (var found = new AnnotationConfigApplicationContext("dev.shophub.platform")) {
            assertThat(found.getBeansOfType(Platform.class).values())
                    .extracting(Platform::name)
                    .contains("acme");
        }
        assertThat(PlayedPlatforms.named("acme")).isPresent();
        for (var folder : List.of("src/main", "config", "routes")) {
            try (var files = Files.walk(Path.of(folder))) {
                assertThat(files.filter(file -> file.toString().matches(".*\\.(java|yaml|sql|properties)")))
                        .allSatisfy(file -> assertThat(Files.readString(file))
                                .as("%s", file)
                                .doesNotContainIgnoringCase("acme"));
            }
        }
    }

    @Nested
    class Orders extends Trial<AcmeConnector, OrdersPlayed>
            implements OrderSourceContract,
                    OrderTruthsContract,
                    WithheldAddressContract,
                    TwoCurrenciesContract,
                    TimesContract<AcmeConnector>,
                    QuotaContract<AcmeConnector>,
                    RotationContract<AcmeConnector>,
                    MovingRowsContract<AcmeConnector> {

        Orders() {
            super(world, OrdersPlayed::new);
        }

        @Override
        public RawRecord orderIn(Currency currency) {
            rehearsal().fill(1);
            var raw = source().orders(rehearsal().window(), Cursor.START)
                    .records()
                    .get(0);
            return new RawRecord(
                    raw.shop(),
                    raw.stream(),
                    raw.id(),
                    raw.text().replace("\"CNY\"", "\"" + currency + "\"").getBytes(StandardCharsets.UTF_8),
                    raw.readAt());
        }
    }

    @Nested
    class OrdersById extends Trial<AcmeConnector, OrdersPlayed> implements OrderDetailContract {

        OrdersById() {
            super(world, OrdersPlayed::new);
        }
    }

    @Nested
    class Stock extends Trial<AcmeConnector, ItemsPlayed> implements StockSourceContract {

        Stock() {
            super(world, ItemsPlayed::new);
        }
    }

    @Nested
    class Shelf extends Trial<AcmeConnector, ItemsPlayed> implements ShownStockContract, StockEchoContract {

        Shelf() {
            super(world, ItemsPlayed::new);
        }
    }

    @Nested
    class Hooks extends Trial<AcmeConnector, OrdersPlayed> implements WebhookSourceContract {

        Hooks() {
            super(world, OrdersPlayed::new);
        }

        @BeforeEach
        void nobodyIsTold() {
            world.hooks().clear();
        }

        @Override
        public String topicOfOrders() {
            return AcmeHooks.ORDERS;
        }

        @Override
        public void switchOff(String topic) {
            world.hooks().switchOff(topic);
        }

        @Override
        public void remove(String topic) {
            world.hooks().remove(topic);
        }

        @Override
        public WebhookSource.Delivery deliveryOf(ExternalId order) {
            var call = world.hooks().call(AcmeHooks.ORDERS, order.value());
            return new WebhookSource.Delivery(call.headers(), call.body());
        }
    }

    @Nested
    class Account implements AccountContract<AcmeConnector> {

        @Override
        public AcmeWorld world() {
            return world;
        }
    }
}
