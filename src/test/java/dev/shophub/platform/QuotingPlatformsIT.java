package dev.shophub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Connector;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.Failure;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.ListingSink;
import dev.shophub.connector.ListingSource;
import dev.shophub.connector.OrderDetail;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.Platform;
import dev.shophub.connector.PriceSink;
import dev.shophub.connector.Quotas;
import dev.shophub.connector.RefundSource;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.ReviewReplySink;
import dev.shophub.connector.ReviewSource;
import dev.shophub.connector.ShipmentSink;
import dev.shophub.connector.Shop;
import dev.shophub.connector.StockSink;
import dev.shophub.connector.StockSource;
import dev.shophub.connector.TitleSink;
import dev.shophub.connector.Tokens;
import dev.shophub.connector.Tools;
import dev.shophub.connector.Window;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.Review;
import dev.shophub.model.Shipment;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Tracking;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.PlayedPlatform;
import dev.shophub.simulator.stage.PlayedPlatforms;
import dev.shophub.support.TestDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * A platform that refuses everything and quotes a buyer in each of its sentences: nothing of it stands in what any connector says
 * of the refusal, nor in the log. What a failure says becomes the detail of an attempt, a trouble, a mail.
 */
class QuotingPlatformsIT {

    private static final List<String> PLANTED =
            List.of("赵钱孙", "13912345678", "解放路一二三号四单元", "99887766", "zhao@example.org");
    private static final String QUOTED = "Receiver " + String.join(" ", PLANTED) + " is not known";
    private static final Instant NOW = Instant.parse("2026-11-26T04:00:00Z");
    private static final ExternalId ITEM = new ExternalId("600000000001");
    private static final Window WINDOW = new Window(NOW.minus(Duration.ofMinutes(10)), NOW);

    /** Each way in which one of the platforms refuses; who does not know one looks at its own. */
    private static final String SENTENCES =
            """
            {"code": "bad_receiver", "message": "%1$s", "data": {"status": 400},
             "error_response": {"code": 15, "sub_code": "isv.bad-receiver", "msg": "%1$s", "sub_msg": "%1$s",
               "en_desc": "%1$s", "zh_desc": "%1$s", "errorMessage": "%1$s", "request_id": "r1"},
             "errors": [{"message": "%1$s", "extensions": {"code": "USER_INPUT_ERROR"}, "path": ["order"]}]}
            """
                    .formatted(QUOTED);

    private static final String PAGE = "<html><body>" + QUOTED + "</body></html>";

    private static final Map<Class<? extends Connector>, Consumer<Connector>> ASKED = Map.ofEntries(
            asked(OrderSource.class, shop -> shop.orders(WINDOW, Cursor.START)),
            asked(OrderDetail.class, shop -> shop.ordersById(List.of(new ExternalId("1001")))),
            asked(RefundSource.class, shop -> shop.refunds(WINDOW, Cursor.START)),
            asked(ReviewSource.class, shop -> shop.reviews(WINDOW, Cursor.START)),
            asked(ListingSource.class, shop -> shop.listings(WINDOW, Cursor.START)),
            asked(StockSource.class, shop -> shop.stock(WINDOW, Cursor.START)),
            asked(StockSink.class, shop -> shop.setStock(ITEM, Map.of(Optional.empty(), 3L))),
            asked(ListingSink.class, shop -> shop.takeDown(ITEM)),
            asked(TitleSink.class, shop -> shop.setTitle(ITEM, "高山红茶")),
            asked(
                    PriceSink.class,
                    shop -> shop.setPrices(
                            ITEM, Map.of(Optional.empty(), new Money(BigDecimal.TEN, Currency.getInstance("CNY"))))),
            asked(ReviewReplySink.class, shop -> shop.reply(review(), "谢谢")),
            asked(ShipmentSink.class, shop -> shop.ship(new ExternalId("1001"), parcel(), Optional.empty())));

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void quiet() {
        root().detachAppender(log);
    }

    static List<PlayedPlatform> platforms() {
        return PlayedPlatforms.all();
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void nothingThatARefusalQuotesOfABuyerIsPassedOn(PlayedPlatform played) {
        var said = new ArrayList<String>();
        try (var playing = played.play(new State(TestDatabase.emptySchema(), Clock.systemUTC()), 0, () -> {})) {
            for (int status : List.of(200, 302, 400, 401, 403, 404, 422, 429, 500, 503)) {
                for (var body : List.of(SENTENCES, PAGE)) {
                    said.addAll(refusals(connected(played, playing, answering(status, body))));
                }
            }
        }
        assertThat(said).hasSizeGreaterThan(20);
        log.list.forEach(event -> said.add(event.getFormattedMessage()));
        for (var planted : PLANTED) {
            assertThat(said).as(planted).noneMatch(text -> text.contains(planted));
        }
    }

    /** What the connector says of each thing that it is asked for and may offer. */
    private static List<String> refusals(Connector shop) {
        var said = new ArrayList<String>();
        ASKED.forEach((capability, ask) -> {
            if (capability.isInstance(shop)) {
                try {
                    ask.accept(shop);
                } catch (Failure failure) {
                    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                        said.add(String.valueOf(cause.getMessage()));
                    }
                    if (failure instanceof RejectedException rejected) {
                        said.add(rejected.code());
                    }
                }
            }
        });
        return said;
    }

    private static HttpCalls answering(int status, String body) {
        var headers = Map.of(
                "location", List.of("https://shop.example.org/" + PLANTED.get(1)),
                "content-type", List.of("application/json"));
        return request -> new HttpCalls.Response(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Connector connected(PlayedPlatform played, PlayedPlatform.Playing playing, HttpCalls http) {
        var shop = new Shop(
                played.shop().key(),
                played.name(),
                played.shop().title(),
                playing.gateway(),
                played.shop().zone(),
                playing.settings());
        return platform(played.name())
                .connect(
                        shop,
                        new Tools(
                                http,
                                new OneToken(),
                                (name, perSecond) -> Free.QUOTA,
                                Clock.systemUTC(),
                                Runnable::run));
    }

    /** Nothing lists the platforms: each is a component that needs nothing to be made. */
    private static Platform platform(String name) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Platform.class));
        return scanner.findCandidateComponents("dev.shophub.platform").stream()
                .map(found -> ClassUtils.resolveClassName(found.getBeanClassName(), null))
                .map(type -> (Platform) BeanUtils.instantiateClass(type))
                .filter(platform -> platform.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static <C extends Connector> Map.Entry<Class<? extends Connector>, Consumer<Connector>> asked(
            Class<C> capability, Consumer<C> ask) {
        return Map.entry(capability, shop -> ask.accept(capability.cast(shop)));
    }

    private static Shipment parcel() {
        return new Shipment(new ExternalId("P1"), "any:1001", new Tracking("SF", "SF1234567890"), List.of(), NOW, NOW);
    }

    private static Review review() {
        return new Review(
                new ExternalId("V1"),
                Optional.of(new ExternalId("1001")),
                Optional.of(new ExternalId("1001")),
                ITEM,
                "高山红茶",
                Review.Rating.BAD,
                "bad",
                Optional.of(1),
                "差",
                "",
                Optional.empty(),
                "",
                NOW,
                NOW);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private enum Free implements Quotas.Quota {
        QUOTA;

        @Override
        public void take(Duration patience) {
            // never spent
        }

        @Override
        public void closeFor(Duration wait) {
            // never closed
        }
    }

    /** A token that no renewal makes better. */
    private static final class OneToken implements Tokens {

        private static final Token TOKEN =
                new Token("a", Optional.of("r"), Optional.empty(), Optional.empty(), "1", "one");

        @Override
        public Optional<Token> current(ShopKey shop) {
            return Optional.of(TOKEN);
        }

        @Override
        public Token renew(ShopKey shop, String refused, Function<Token, Token> renew) {
            throw new AuthFailedException("No other token", false);
        }

        @Override
        public void store(ShopKey shop, Token token) {
            // nobody asks for it
        }
    }
}
