package dev.shophub.simulator.taobao;

import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.CallQuota;
import dev.shophub.simulator.stage.Fault;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.FaultyGateway;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.stage.TokenDesk;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The gateway's checks in the platform's order, then the method. Every refusal carries the platform's own code (fact
 * sheet, sections 1.1, 2, 3.1 and 9).
 */
final class TaobaoGateway implements FaultyGateway.Gateway {

    private static final Logger LOG = LoggerFactory.getLogger(TaobaoGateway.class);
    private static final Duration CLOCKS_APART = Duration.ofMinutes(10);
    private static final Set<String> VERBS = Set.of("GET", "POST");
    private static final Set<String> FORMATS = Set.of("json", "xml");
    private static final Set<String> WITHOUT_SESSION =
            Set.of("taobao.top.auth.token.create", "taobao.top.auth.token.refresh");

    private final State world;
    private final TokenDesk tokens;
    private final Faults faults;
    private final CallQuota quota;
    private final Map<String, String> secrets = new HashMap<>();
    private final Map<String, TaobaoMethod> methods;
    private final TaobaoEnvelope envelope = new TaobaoEnvelope();

    TaobaoGateway(State world, TokenDesk tokens, Faults faults, int callsPerSecond) {
        this.world = world;
        this.tokens = tokens;
        this.faults = faults;
        this.quota = new CallQuota(callsPerSecond, world.clock());
        tokens.sellers().forEach(shop -> secrets.put(shop.appKey(), shop.appSecret()));
        this.methods = methods();
    }

    private Map<String, TaobaoMethod> methods() {
        var tradeState = new TaobaoTradeState(world);
        var trades = new TaobaoTrades(tradeState, faults);
        var shipping = new TaobaoShipping(tradeState);
        var refunds = new TaobaoRefunds(new TaobaoRefundState(world), faults);
        var itemState = new TaobaoItemState(world);
        var items = new TaobaoItems(itemState);
        var changes = new TaobaoItemChanges(itemState);
        var texts = new TaobaoItemTexts(itemState);
        var reviews = new TaobaoReviews(new TaobaoReviewState(world));
        return Map.ofEntries(
                Map.entry("taobao.trades.sold.increment.get", trades::incrementGet),
                Map.entry("taobao.trades.sold.get", trades::soldGet),
                Map.entry("taobao.trade.fullinfo.get", trades::fullinfoGet),
                Map.entry("taobao.trade.get", trades::get),
                Map.entry("taobao.refunds.receive.get", refunds::receiveGet),
                Map.entry("taobao.refund.get", refunds::get),
                Map.entry("tmall.dispute.receive.get", refunds::disputesGet),
                Map.entry("taobao.items.onsale.get", items::onsaleGet),
                Map.entry("taobao.items.inventory.get", items::inventoryGet),
                Map.entry("taobao.items.seller.list.get", items::sellerListGet),
                Map.entry("taobao.item.seller.get", items::sellerGet),
                Map.entry("taobao.item.skus.get", items::skusGet),
                Map.entry("taobao.skus.custom.get", items::skusCustomGet),
                Map.entry("taobao.item.quantity.update", changes::quantityUpdate),
                Map.entry("taobao.skus.quantity.update", changes::skusQuantityUpdate),
                Map.entry("taobao.item.update.delisting", changes::delisting),
                Map.entry("taobao.item.update.listing", changes::listing),
                Map.entry("taobao.item.update", texts::update),
                Map.entry("taobao.item.price.update", texts::priceUpdate),
                Map.entry("taobao.item.sku.price.update", texts::skuPriceUpdate),
                Map.entry("tmall.item.price.update", texts::tmallPriceUpdate),
                Map.entry("tmall.item.schema.increment.update", texts::schemaUpdate),
                Map.entry("taobao.logistics.offline.send", shipping::offlineSend),
                Map.entry("taobao.logistics.consign.resend", shipping::resend),
                Map.entry("taobao.traderates.get", reviews::get),
                Map.entry("tmall.traderate.feeds.get", reviews::feedsGet),
                Map.entry("taobao.traderate.explain.add", reviews::explainAdd),
                Map.entry("taobao.top.auth.token.create", new TaobaoTokens(tokens)::create),
                Map.entry("taobao.top.auth.token.refresh", new TaobaoTokens(tokens)::refresh));
    }

    @Override
    public String answer(String verb, Map<String, String> sent, Optional<Fault.RateLimit> limit) {
        try {
            if (limit.isPresent()) {
                throw TaobaoRefusal.limited("api", limit.get().seconds());
            }
            var method = method(verb, sent);
            var call = admit(sent);
            return envelope.answer(sent, method.answer(call).node());
        } catch (TaobaoRefusal refusal) {
            return envelope.refusal(sent, refusal);
        } catch (DataAccessException e) {
            LOG.warn("Simulated platform could not answer (method={})", sent.get("method"), e);
            return envelope.refusal(
                    sent,
                    new TaobaoRefusal(
                            10, "Service Currently Unavailable", "isp.service-unavailable", "The service failed"));
        }
    }

    private TaobaoMethod method(String verb, Map<String, String> sent) {
        if (!VERBS.contains(verb)) {
            throw new TaobaoRefusal(9, "Http Action Not Allowed");
        }
        var name = present(sent, "method", 21, "Missing Method");
        return Optional.ofNullable(methods.get(name)).orElseThrow(() -> new TaobaoRefusal(22, "Invalid Method"));
    }

    private TaobaoCall admit(Map<String, String> sent) {
        var appKey = present(sent, "app_key", 28, "Missing App Key");
        var secret =
                Optional.ofNullable(secrets.get(appKey)).orElseThrow(() -> new TaobaoRefusal(29, "Invalid App Key"));
        checkSignature(sent, secret);
        checkTimestamp(present(sent, "timestamp", 30, "Missing Timestamp"));
        if (!present(sent, "v", 32, "Missing Version").equals("2.0")) {
            throw new TaobaoRefusal(33, "Invalid Version");
        }
        checkFormat(sent.getOrDefault("format", "xml"));
        quota.take(appKey).ifPresent(seconds -> {
            throw TaobaoRefusal.limited("app-api", seconds);
        });
        return new TaobaoCall(appKey, seller(sent, appKey), sent, world.clock());
    }

    private static void checkSignature(Map<String, String> sent, String secret) {
        var sign = present(sent, "sign", 24, "Missing Signature");
        if (!TaobaoSignature.of(sent, secret).filter(sign::equals).isPresent()) {
            throw new TaobaoRefusal(25, "Invalid Signature");
        }
    }

    private void checkTimestamp(String timestamp) {
        var now = world.clock().instant();
        var apart = TaobaoTime.parse(timestamp)
                .map(time -> Duration.between(time, now).abs())
                .orElseThrow(() -> new TaobaoRefusal(31, "Invalid Timestamp"));
        if (apart.compareTo(CLOCKS_APART) > 0) {
            throw new TaobaoRefusal(31, "Invalid Timestamp");
        }
    }

    private static void checkFormat(String format) {
        if (!FORMATS.contains(format)) {
            throw new TaobaoRefusal(23, "Invalid Format");
        }
        if (format.equals("xml")) {
            throw new TaobaoRefusal(23, "Invalid Format", "", "Only format=json is simulated");
        }
    }

    private Optional<Seller> seller(Map<String, String> sent, String appKey) {
        var method = sent.get("method");
        if (WITHOUT_SESSION.contains(method)) {
            return Optional.empty();
        }
        var session = present(sent, "session", 26, "Missing Session");
        var shop = tokens.sellerOf(session)
                .orElseThrow(() -> TaobaoRefusal.invalidSession("The session is not, or no longer, valid"));
        if (!shop.appKey().equals(appKey)) {
            throw TaobaoRefusal.invalidSession("sessionkey-not-generated-by-server");
        }
        if (faults.expiresNow(shop.key())) {
            faults.expireToken(shop.key());
            throw TaobaoRefusal.invalidSession("The session is not, or no longer, valid");
        }
        if (faults.isWithdrawn(shop.key(), method)) {
            throw new TaobaoRefusal(
                    11,
                    "Insufficient isv permissions",
                    "isv.permission-api-package-limit",
                    "The application may not call " + method);
        }
        return Optional.of(shop);
    }

    private static String present(Map<String, String> sent, String name, int code, String message) {
        return Optional.ofNullable(sent.get(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new TaobaoRefusal(code, message));
    }
}
