package dev.shophub.erp.rest;

import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Failure;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.Json;
import dev.shophub.connector.Quotas;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tokens;
import dev.shophub.connector.Tools;
import dev.shophub.erp.ErpDocument;
import dev.shophub.model.ShopKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An ERP that refuses every document and says back all that stood in it; asked by the adapter that asks a real one. */
public final class QuotingErp {

    private static final Quotas.Quota NO_LIMIT = new Quotas.Quota() {
        @Override
        public void take(Duration patience) {}

        @Override
        public void closeFor(Duration wait) {}
    };

    private static final Tokens NO_TOKENS = new Tokens() {
        @Override
        public Optional<Token> current(ShopKey shop) {
            return Optional.empty();
        }

        @Override
        public Token renew(ShopKey shop, String refused, Function<Token, Token> renew) {
            throw new AuthFailedException("There are no tokens here", false);
        }

        @Override
        public void store(ShopKey shop, Token token) {
            throw new AuthFailedException("There are no tokens here", false);
        }
    };

    private QuotingErp() {}

    /** What the adapter says of the ERP's answer of this status to the document. */
    public static Failure refusal(int status, ErpDocument document, String quoted) {
        var body = bytes(Map.of("code", "bad-receiver", "message", "Nobody is called " + quoted));
        HttpCalls quoting = request -> new HttpCalls.Response(status, Map.of(), body);
        var shop = new Shop(
                new ShopKey("erp"),
                "rest",
                "ERP",
                URI.create("http://127.0.0.1:9/"),
                ZoneOffset.UTC,
                Map.of("token", "t"));
        var erp = new RestErpPlatform()
                .connect(
                        shop,
                        new Tools(quoting, NO_TOKENS, (name, perSecond) -> NO_LIMIT, Clock.systemUTC(), Runnable::run));
        try {
            erp.put(document, bytes(document.content()));
        } catch (Failure failure) {
            return failure;
        }
        throw new AssertionError("The ERP refuses all");
    }

    private static byte[] bytes(Object content) {
        return Json.MAPPER.valueToTree(content).toString().getBytes(StandardCharsets.UTF_8);
    }
}
