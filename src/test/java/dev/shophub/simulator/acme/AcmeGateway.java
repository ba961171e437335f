package dev.shophub.simulator.acme;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.stage.Fault;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.FaultyGateway;
import dev.shophub.simulator.stage.Paging;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.stage.TokenDesk;
import dev.shophub.simulator.stage.TokenPair;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The gateway's checks, then the interface; what is refused is refused by a word. */
final class AcmeGateway implements FaultyGateway.Gateway {

    private static final int PAGE_SIZE = 20;
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private final AcmeOrderState orders;
    private final AcmeItemState items;
    private final AcmeHooks hooks;
    private final TokenDesk tokens;
    private final Faults faults;
    private final Clock clock;

    AcmeGateway(
            AcmeOrderState orders, AcmeItemState items, AcmeHooks hooks, TokenDesk tokens, Faults faults, Clock clock) {
        this.orders = orders;
        this.items = items;
        this.hooks = hooks;
        this.tokens = tokens;
        this.faults = faults;
        this.clock = clock;
    }

    @Override
    public String answer(String verb, Map<String, String> sent, Optional<Fault.RateLimit> limit) {
        if (limit.isPresent()) {
            return refused("slow-down").put("wait", limit.get().seconds()).toString();
        }
        var application = tokens.sellers().stream()
                .filter(seller -> seller.appKey().equals(sent.get("key")))
                .findFirst();
        if (application.isEmpty() || !signed(sent, application.get().appSecret())) {
            return refused("signature").toString();
        }
        if (Duration.between(Instant.parse(sent.get("time")), clock.instant())
                        .abs()
                        .compareTo(CLOCKS_APART)
                > 0) {
            return refused("time").toString();
        }
        return answer(sent).toString();
    }

    private ObjectNode answer(Map<String, String> sent) {
        return switch (sent.getOrDefault("method", "")) {
            case "token.create" -> tokens.redeem(sent.getOrDefault("code", ""), sent.get("key"))
                    .map(seller -> told(seller, tokens.issue(seller)))
                    .orElseGet(() -> refused("code"));
            case "token.renew" -> tokens.renew(sent.getOrDefault("refresh", ""), sent.get("key"))
                    .map(renewed -> told(renewed.seller(), renewed.token()))
                    .orElseGet(() -> refused("refresh"));
            default -> session(sent).map(seller -> answer(seller, sent)).orElseGet(() -> refused("token"));
        };
    }

    private ObjectNode answer(Seller seller, Map<String, String> sent) {
        return switch (sent.getOrDefault("method", "")) {
            case "order.list" -> list(seller, sent);
            case "order.get" -> rows(
                    orders.find(seller.key().value(), List.of(sent.get("ids").split(","))));
            case "item.list" -> itemList(seller, sent);
            case "stock.set" -> items.set(
                            seller.key().value(),
                            Long.parseLong(sent.get("item")),
                            Long.parseLong(sent.get("sku")),
                            Long.parseLong(sent.get("pieces")),
                            Optional.ofNullable(sent.get("expected")).map(Long::valueOf),
                            clock.instant())
                    .map(shown -> JsonNodeFactory.instance.objectNode().put("shown", shown))
                    .orElseGet(() -> refused("item"));
            case "hook.list" -> hooks.list(sent.get("address"));
            case "hook.set" -> hooks.set(sent.get("topic"), sent.get("address"));
            case "hook.end" -> hooks.end(sent.get("topic"), sent.get("address"));
            default -> refused("method");
        };
    }

    private Optional<Seller> session(Map<String, String> sent) {
        var seller = tokens.sellerOf(sent.getOrDefault("token", ""));
        if (seller.isPresent() && faults.expiresNow(seller.get().key())) {
            faults.expireToken(seller.get().key());
            return Optional.empty();
        }
        return seller;
    }

    private ObjectNode list(Seller seller, Map<String, String> sent) {
        var asked = asked(seller, sent);
        var paging = new Paging(Integer.parseInt(sent.get("page")), PAGE_SIZE, true);
        var page = orders.list(asked, paging);
        faults.rowToMove(paging).ifPresent(place -> orders.touch(asked, place, clock.instant()));
        return rows(page.rows()).put("total", page.total().orElseThrow());
    }

    private ObjectNode itemList(Seller seller, Map<String, String> sent) {
        var page = items.list(asked(seller, sent), new Paging(Integer.parseInt(sent.get("page")), PAGE_SIZE, true));
        return rows(page.rows()).put("total", page.total().orElseThrow());
    }

    private AcmeOrderState.Asked asked(Seller seller, Map<String, String> sent) {
        return new AcmeOrderState.Asked(
                seller.key().value(),
                Instant.parse(sent.get("from")),
                Instant.parse(sent.get("to")),
                clock.instant().minus(AcmePlayed.SHOWN));
    }

    private static ObjectNode rows(List<ObjectNode> rows) {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("rows").addAll(rows);
        return answer;
    }

    private static ObjectNode told(Seller seller, TokenPair token) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("access", token.accessToken())
                .put("refresh", token.refreshToken())
                .put("ends", token.expiresAt().toString())
                .put("seller", Long.toString(seller.userId()))
                .put("name", seller.nick());
    }

    private static ObjectNode refused(String word) {
        return JsonNodeFactory.instance.objectNode().put("error", word);
    }

    private static boolean signed(Map<String, String> sent, String secret) {
        var fields = new TreeMap<>(sent);
        var sign = fields.remove("sign");
        var text = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&"));
        return signature(text.getBytes(StandardCharsets.UTF_8), secret).equals(sign);
    }

    static String signature(byte[] body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has HmacSHA256", impossible);
        }
    }
}
