package dev.shophub.simulator.vendure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Fault;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.FaultyGateway;
import dev.shophub.simulator.stage.Http;
import dev.shophub.simulator.stage.Paging;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.stage.TokenDesk;
import dev.shophub.simulator.vendure.VendureDocument.Selection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** The admin API: who calls, what is asked, and the answer cut to what was asked for. */
final class VendureGateway implements FaultyGateway.Rest {

    private static final Logger LOG = LoggerFactory.getLogger(VendureGateway.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PERMISSIONS = List.of(
            "Authenticated",
            "ReadOrder",
            "UpdateOrder",
            "ReadCatalog",
            "UpdateCatalog",
            "ReadCustomer",
            "ReadSettings");
    /** What {@code UpdateCatalog} is for. */
    private static final Set<String> CHANGES = Set.of("updateProduct", "updateProductVariants");

    private static final String SESSION = "vendure-auth-token";

    private final VendureSettings settings;
    private final TokenDesk tokens;
    private final Faults faults;
    private final Clock clock;
    private final VendureOrderState orders;
    private final VendureItemState items;

    VendureGateway(State world, VendureSettings settings, TokenDesk tokens, Faults faults) {
        this.settings = settings;
        this.tokens = tokens;
        this.faults = faults;
        this.clock = world.clock();
        var currency = settings.currency().getCurrencyCode();
        this.orders = new VendureOrderState(world, currency);
        this.items = new VendureItemState(world, currency);
    }

    /** What stands before a server may limit calls; the platform itself does not. */
    @Override
    public Http.Answer answer(Http.Call call, Optional<Fault.RateLimit> limit) {
        if (limit.isPresent()) {
            return new Http.Answer(
                    429,
                    "text/plain;charset=UTF-8",
                    Map.of("Retry-After", Integer.toString(limit.get().seconds())),
                    "Too Many Requests");
        }
        var headers = new HashMap<String, String>();
        try {
            var data = orders.inTransaction(() -> answer(call, headers));
            return json(200, headers, JsonNodeFactory.instance.objectNode().set("data", data));
        } catch (VendureRefusal refusal) {
            return json(refusal.status(), Map.of(), refusal.answer());
        } catch (DataAccessException broken) {
            LOG.warn("Simulated platform could not answer", broken);
            return json(200, Map.of(), VendureRefusal.broken().answer());
        }
    }

    private static Http.Answer json(int status, Map<String, String> headers, JsonNode body) {
        return new Http.Answer(status, Http.JSON, headers, body.toString());
    }

    private JsonNode answer(Http.Call call, Map<String, String> headers) {
        var body = body(call);
        var wanted = VendureDocument.fields(
                body.path("query").asText(""), body.path("operationName").asText(""), body.path("variables"));
        var answer = JsonNodeFactory.instance.objectNode();
        for (var field : wanted) {
            var whole = field.name().equals("login") ? login(field, headers) : resolved(field, seller(call, field));
            answer.set(field.alias(), VendureDocument.answer(whole, field.of()));
        }
        return answer;
    }

    private static JsonNode body(Http.Call call) {
        try {
            return JSON.readTree(call.text());
        } catch (JsonProcessingException broken) {
            throw VendureRefusal.invalid("Unexpected end of JSON input");
        }
    }

    /** The row of the shop's tokens stands for its administrator, too: one whose time is over is let in no more. */
    private ObjectNode login(Selection field, Map<String, String> headers) {
        var seller = settings.seller();
        boolean known = seller.appKey().equals(field.arguments().get("username").asText())
                && seller.appSecret().equals(field.arguments().get("password").asText());
        if (!known || tokens.first(seller).refreshExpiresAt().isBefore(clock.instant())) {
            return VendureRefusal.result(
                    "InvalidCredentialsError", "INVALID_CREDENTIALS_ERROR", "The provided credentials are invalid");
        }
        headers.put(SESSION, tokens.issue(seller).accessToken());
        return JsonNodeFactory.instance
                .objectNode()
                .put("__typename", "CurrentUser")
                .put("id", Long.toString(seller.userId()))
                .put("identifier", seller.appKey());
    }

    private Seller seller(Http.Call call, Selection field) {
        var token = call.headers().getOrDefault("authorization", "").replaceFirst("^(?i)Bearer ", "");
        var seller = tokens.sellerOf(token).orElseThrow(VendureRefusal::forbidden);
        if (faults.expiresNow(seller.key())) {
            faults.expireToken(seller.key());
            throw VendureRefusal.forbidden();
        }
        if (faults.isWithdrawn(seller.key(), field.name())
                || CHANGES.contains(field.name()) && faults.isWithdrawn(seller.key(), "UpdateCatalog")) {
            throw VendureRefusal.forbidden();
        }
        return seller;
    }

    private JsonNode resolved(Selection field, Seller seller) {
        var shop = seller.key().value();
        var arguments = field.arguments();
        var options = arguments.getOrDefault("options", JsonNodeFactory.instance.objectNode());
        var input = arguments.getOrDefault("input", JsonNodeFactory.instance.objectNode());
        var id = arguments
                .getOrDefault("id", JsonNodeFactory.instance.textNode(""))
                .asText();
        return switch (field.name()) {
            case "me" -> me(seller);
            case "orders" -> orders(shop, options);
            case "order" -> orNull(VendureState.number(id).flatMap(tid -> orders.order(shop, tid)));
            case "products" -> items.products(shop, options);
            case "productVariants" -> items.variants(shop, options);
            case "product" -> orNull(items.product(shop, id));
            case "globalSettings" -> JsonNodeFactory.instance
                    .objectNode()
                    .put("__typename", "GlobalSettings")
                    .put("trackInventory", true)
                    .put("outOfStockThreshold", 0);
            case "activeChannel" -> JsonNodeFactory.instance
                    .objectNode()
                    .put("__typename", "Channel")
                    .put("id", Long.toString(seller.userId()))
                    .put("code", "__default_channel__")
                    .put("token", settings.channel())
                    .put("defaultLanguageCode", "zh")
                    .put("defaultCurrencyCode", settings.currency().getCurrencyCode())
                    .put("pricesIncludeTax", true);
            case "updateProduct" -> items.updateProduct(shop, input, now());
            case "updateProductVariants" -> items.updateVariants(shop, input, now());
            case "addFulfillmentToOrder" -> orders.pack(shop, input, now());
            case "transitionFulfillmentToState" -> orders.move(
                    shop, id, arguments.get("state").asText(), now());
            default -> throw VendureRefusal.invalid("Cannot query field \"" + field.name() + "\".");
        };
    }

    /** The administrator, with what the roles grant in the only channel there is. */
    private ObjectNode me(Seller seller) {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("__typename", "CurrentUser")
                .put("id", Long.toString(seller.userId()))
                .put("identifier", seller.appKey());
        var channel = node.putArray("channels")
                .addObject()
                .put("__typename", "CurrentUserChannel")
                .put("code", "__default_channel__")
                .put("token", seller.key().value());
        var granted = channel.putArray("permissions");
        PERMISSIONS.stream()
                .filter(permission -> !faults.isWithdrawn(seller.key(), permission))
                .forEach(granted::add);
        return node;
    }

    private ObjectNode orders(String shop, JsonNode options) {
        var list = orders.list(shop, options);
        int take = options.path("take").asInt(1);
        faults.rowToMove(new Paging(options.path("skip").asInt(0) / Math.max(1, take) + 1, take, true))
                .ifPresent(place -> orders.touch(shop, options, place, now()));
        return list;
    }

    private static JsonNode orNull(Optional<ObjectNode> found) {
        return found.<JsonNode>map(node -> node).orElseGet(JsonNodeFactory.instance::nullNode);
    }

    /** The platform's second that a change made now is stamped with. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
