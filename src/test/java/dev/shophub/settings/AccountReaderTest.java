package dev.shophub.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.Connector;
import dev.shophub.connector.Platform;
import dev.shophub.connector.Platform.Pace;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;
import dev.shophub.model.ShopKey;
import dev.shophub.model.StockFormula;
import dev.shophub.model.Stream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountReaderTest {

    private static final Pace STANDARD =
            new Pace(Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofSeconds(60));
    private static final Platform BAZAAR = new Bazaar();
    private static final String GOOD =
            """
            hub:
              shops:
                flagship:
                  platform: bazaar
                  title: 旗舰店
                  base-url: https://api.example.com/router
                  time-zone: Asia/Shanghai
                  settings:
                    app-key: "23000001"
                    nested: {inner-key: "${BAZAAR_SECRET}"}
                  poll:
                    orders: {every: 30s, settle: 5s}
                    reviews: {enabled: false}
            """;

    @TempDir
    private Path folder;

    @Test
    void readsAShopWithThePlatformsPacesBelowItsOwn() {
        var shops = read(GOOD, Map.of("BAZAAR_SECRET", "s3cret"));

        assertThat(shops.faulty()).isEmpty();
        assertThat(shops.good())
                .containsExactly(new ConfiguredShop(
                        new Shop(
                                new ShopKey("flagship"),
                                "bazaar",
                                "旗舰店",
                                URI.create("https://api.example.com/router"),
                                ZoneId.of("Asia/Shanghai"),
                                Map.of("app-key", "23000001", "nested.inner-key", "s3cret")),
                        Map.of(
                                Stream.ORDERS,
                                new Pace(Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofSeconds(5)),
                                Stream.REFUNDS,
                                STANDARD),
                        DueSettings.STANDARD,
                        StockFormula.ALL));
    }

    @Test
    void aShopMaySayWhenItsOrdersGoToTheErp() {
        var shops = read(
                GOOD + """
                  erp: {from: shipped, cash-on-delivery: false}
            """,
                Map.of("BAZAAR_SECRET", "s3cret"));
        assertThat(shops.good())
                .extracting(ConfiguredShop::due)
                .containsExactly(new DueSettings(DueSettings.From.SHIPPED, false));

        var wrong = read(
                GOOD + """
                  erp: {form: shipped}
            """, Map.of("BAZAAR_SECRET", "s3cret"));
        assertThat(wrong.good()).isEmpty();
        assertThat(wrong.faulty()).hasSize(1).allSatisfy(shop -> assertThat(shop.toString())
                .contains("form"));
    }

    @Test
    void aShopMayHaveItsOwnFormulaOfStock() {
        var shops = read(
                GOOD
                        + """
                  stock: {buffer: 2, buffer-percent: 5, share-percent: 50, cap: 99}
            """,
                Map.of("BAZAAR_SECRET", "s3cret"));
        assertThat(shops.good())
                .extracting(ConfiguredShop::stock)
                .containsExactly(new StockFormula(2, 5, 50, Optional.of(99L)));
        assertThat(read(GOOD, Map.of("BAZAAR_SECRET", "s3cret")).good())
                .extracting(ConfiguredShop::stock)
                .containsExactly(StockFormula.ALL);
    }

    @ParameterizedTest
    @CsvSource({
        "buffer: -1, buffer' is out of range; expected pieces",
        "buffer-percent: 101, buffer-percent' is out of range; expected a whole number from 0 to 100",
        "share-percent: -1, share-percent' is out of range; expected a whole number from 0 to 100",
        "cap: -5, cap' is out of range; expected pieces",
        "buffer: few, buffer' cannot be read; expected a whole number",
        "buffers: 1, buffers' is unknown"
    })
    void aFormulaThatMakesNoSenseIsRefusedByFileLineAndKey(String written, String said) {
        var shops = read(
                GOOD + """
                  stock:
                    %s
            """.formatted(written),
                Map.of("BAZAAR_SECRET", "s3cret"));
        assertThat(shops.good()).isEmpty();
        assertThat(shops.faulty()).singleElement().satisfies(faulty -> assertThat(faulty.sentence())
                .startsWith(file(15) + ": ")
                .contains(said));
    }

    @Test
    void aFaultKeepsOnlyItsOwnShopOut() {
        var shops = read(
                GOOD
                        + """
                            second:
                              platform: bazaar
                              base-url: https://api.example.com
                              time-zone: Mars/Olympus
                        """,
                Map.of("BAZAAR_SECRET", "s3cret"));

        assertThat(shops.good()).extracting(shop -> shop.shop().key().value()).containsExactly("flagship");
        assertThat(shops.faulty())
                .containsExactly(new FaultyShop(
                        "second",
                        file(17) + ": the time zone 'Mars/Olympus' is unknown; expected a name such as Asia/Shanghai"));
    }

    @Test
    void aMissingSecretNamesTheVariableAndTheLine() {
        assertThat(onlyFault(GOOD))
                .isEqualTo(
                        file(10)
                                + ": 'hub.shops.flagship.settings.nested.inner-key' needs the environment variable BAZAAR_SECRET, which is not set");
    }

    @Test
    void anUnknownPlatformIsNamedWithTheKnownOnes() {
        assertThat(fault("platform: bazaar", "platform: bazar"))
                .isEqualTo(file(4) + ": the platform 'bazar' is unknown; known are [bazaar]");
    }

    @Test
    void aMisspeltKeyIsNamedByFileAndLine() {
        assertThat(fault("title: ", "titel: "))
                .isEqualTo(
                        file(5)
                                + ": the key 'hub.shops.flagship.titel' is unknown; compare its spelling with docs/configuration.md");
        assertThat(fault("settle: 5s", "setle: 5s"))
                .startsWith(file(12) + ": the key 'hub.shops.flagship.poll.orders.setle' is unknown");
    }

    @Test
    void aDurationThatIsNoneIsRefusedWithoutShowingTheValue() {
        assertThat(fault("every: 30s", "every: often"))
                .isEqualTo(
                        file(12)
                                + ": 'hub.shops.flagship.poll.orders.every' cannot be read; expected a duration with its unit, such as 30s, 5m, 2h or 90d");
        assertThat(fault("every: 30s", "every: 5ms"))
                .contains("every must be at least 1s")
                .startsWith(file(12));
        assertThat(fault("enabled: false", "enabled: perhaps")).endsWith("expected true or false");
    }

    @Test
    void aStreamThePlatformDoesNotOfferIsRefused() {
        assertThat(fault("reviews:", "stock:"))
                .isEqualTo(file(13) + ": bazaar has no stream 'stock'; known are [orders, refunds, reviews]");
    }

    @Test
    void plainHttpIsForThisComputerOnly() {
        assertThat(fault("https://api.example.com/router", "http://api.example.com/router"))
                .isEqualTo(
                        file(6)
                                + ": base-url is plain http, which is accepted for this computer only (host=api.example.com); expected https");
        assertThat(fault("https://api.example.com/router", "http://127.0.0.1.example.com"))
                .contains("plain http");
        for (var local : List.of("http://127.0.0.1:8090/a", "http://localhost", "http://[::1]:80")) {
            assertThat(read(GOOD.replace("https://api.example.com/router", local), Map.of("BAZAAR_SECRET", "x"))
                            .good())
                    .hasSize(1);
        }
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        assertThat(fault("https://api.example.com/router", "api.example.com")).contains("no web address");
        assertThat(fault("https://api.example.com/router", "https://user:pw@api.example.com"))
                .contains("without a user")
                .doesNotContain("pw");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(fault("platform: bazaar", ""))
                .isEqualTo(file(5) + ": this shop names no platform; known are [bazaar]");
        assertThat(fault("time-zone: Asia/Shanghai", "")).contains("'hub.shops.flagship.time-zone' is missing");
        assertThat(fault("base-url: https://api.example.com/router", ""))
                .contains("'hub.shops.flagship.base-url' is missing");
    }

    @Test
    void aKeyThatIsNoKeyIsRefused() {
        assertThat(fault("flagship:", "Flag_Ship:")).contains("A shop's key is lower-case letters");
        assertThat(fault("flagship:", "erp:")).contains("'erp' names the ERP");
    }

    @Test
    void nothingConfiguredIsNothing() {
        assertThat(read("hub: {lanes: {threads: 3}}", Map.of()).none()).isTrue();
    }

    @Test
    void theErpsFaultStopsTheStart() {
        var reader = new AccountReader(ConfigurationFiles.environment(
                folder, "hub:\n  erp:\n    base-url: https://erp.example.com\n    time-zon: UTC\n", Map.of()));
        assertThatThrownBy(() -> reader.erp("hub.erp", List.of(BAZAAR)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith(file(4) + ": the key 'hub.erp.time-zon' is unknown");
    }

    @Test
    void theErpNeedsNoPlatformWhereThereIsOnlyOne() {
        var reader = new AccountReader(ConfigurationFiles.environment(
                folder,
                "hub:\n  erp:\n    base-url: ${ERP}\n    time-zone: UTC\n",
                Map.of("ERP", "http://127.0.0.1:1", "HUB_ERP_TITLE", "Books")));
        var erp = reader.erp("hub.erp", List.of(BAZAAR));
        assertThat(erp.shop().key()).isEqualTo(ErpSettings.KEY);
        assertThat(erp.shop().title()).isEqualTo("Books");
        assertThat(erp.paces()).containsEntry(Stream.ORDERS, STANDARD);
    }

    private String fault(String right, String wrong) {
        return read(GOOD.replace(right, wrong), Map.of("BAZAAR_SECRET", "s3cret"))
                .faulty()
                .get(0)
                .sentence();
    }

    private String onlyFault(String yaml) {
        return read(yaml, Map.of()).faulty().get(0).sentence();
    }

    private ConfiguredShops read(String yaml, Map<String, Object> variables) {
        return new AccountReader(ConfigurationFiles.environment(folder, yaml, variables))
                .shops("hub.shops", List.of(BAZAAR));
    }

    private String file(int line) {
        return folder.resolve("application.yaml").toAbsolutePath() + ":" + line;
    }

    /** A platform that only says how often it is read. */
    private static final class Bazaar implements Platform {

        @Override
        public String name() {
            return "bazaar";
        }

        @Override
        public Connector connect(Shop shop, Tools tools) {
            throw new IllegalStateException("These tests call nothing");
        }

        @Override
        public Map<Stream, Pace> paces() {
            return Map.of(Stream.ORDERS, STANDARD, Stream.REFUNDS, STANDARD, Stream.REVIEWS, STANDARD);
        }
    }
}
