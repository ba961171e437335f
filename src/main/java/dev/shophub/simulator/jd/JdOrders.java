package dev.shophub.simulator.jd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.jd.JdRows.Order;
import dev.shophub.simulator.jd.JdRows.OrderFilter;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.Mask;
import dev.shophub.simulator.stage.Paging;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** The interfaces about orders (fact sheet, sections 5.1 to 5.5). */
final class JdOrders {

    private static final int LARGEST_PAGE = 100;
    private static final int LAST_PAGE_WITH_ROWS = 100;
    private static final int LAST_PAGE = 300;
    private static final String TO_SHIP = "WAIT_SELLER_STOCK_OUT";

    /** States that this world's orders have; the others are known and empty. */
    private static final Set<String> STATES = Set.of(
            TO_SHIP,
            "WAIT_SELLER_DELIVERY",
            "WAIT_GOODS_RECEIVE_CONFIRM",
            "FINISHED_L",
            "TRADE_CANCELED",
            "LOCKED",
            "PAUSE",
            "POP_ORDER_PAUSE",
            "SEND_TO_DISTRIBUTION_CENER",
            "DISTRIBUTION_CENTER_RECEIVED",
            "RECEIPTS_CONFIRM");

    private static final Set<String> IN_USE =
            Set.of(TO_SHIP, "WAIT_GOODS_RECEIVE_CONFIRM", "FINISHED_L", "TRADE_CANCELED", "LOCKED", "PAUSE");

    /** Of this seller's contracts. */
    private static final Set<String> CARRIERS = Set.of("467", "463", "470", "1327", "1499", "465", "3046", "2087");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdOrderState state;
    private final Faults faults;

    JdOrders(JdOrderState state, Faults faults) {
        this.state = state;
        this.faults = faults;
    }

    void offer(Map<String, JdMethod> methods) {
        methods.put("jingdong.pop.order.search", this::search);
        methods.put("jingdong.pop.order.notPayOrderInfo", this::unpaid);
        methods.put("jingdong.pop.order.get", this::get);
        methods.put("jingdong.pop.order.shipment", this::ship);
    }

    private ObjectNode search(JdCall call) {
        var states = call.words("order_state");
        if (states.isEmpty() || !STATES.containsAll(states)) {
            throw JdRefusal.parameter("order_state", "状态不存在");
        }
        call.required("page");
        call.required("page_size");
        var span = call.span("start_date", "end_date");
        if (span.isEmpty() && !states.equals(Set.of(TO_SHIP))) {
            throw JdRefusal.parameter("start_date", "不能为空");
        }
        var now = call.clock().instant();
        var from = span.map(JdCall.Span::from).orElseGet(() -> now.minus(Duration.ofDays(30)));
        var to = span.map(JdCall.Span::to).orElse(now);
        if (to.isAfter(JdTime.monthAfter(from))) {
            throw JdRefusal.parameter("end_date", "时间跨度不能超过一个月");
        }
        boolean byCreation = call.number("dateType").orElse(0L) == 1;
        var filter = new OrderFilter(
                call.shop(),
                false,
                byCreation,
                call.number("sortType").orElse(0L) == 1,
                byCreation ? from : latest(from, JdTime.oldestModification(now)),
                to,
                JdTime.oldestShown(now),
                states.containsAll(IN_USE) ? Set.of() : states);
        var paging = call.paging("page", "page_size", LARGEST_PAGE);
        var answer = list(call, filter, paging);
        if (!byCreation) {
            faults.rowToMove(paging).ifPresent(place -> state.touch(filter, place, call.now()));
        }
        return answer;
    }

    private ObjectNode unpaid(JdCall call) {
        var span = call.span("startDate", "endDate").orElseThrow(() -> JdRefusal.parameter("startDate", "不能为空"));
        var now = call.clock().instant();
        var filter = new OrderFilter(
                call.shop(), true, false, false, span.from(), span.to(), JdTime.oldestShown(now), Set.of());
        return list(call, filter, call.paging("page", "pageSize", LARGEST_PAGE));
    }

    private ObjectNode list(JdCall call, OrderFilter filter, Paging paging) {
        var fields = fields(call);
        if (paging.number() > LAST_PAGE) {
            throw JdRefusal.parameter("page", "超过最大页数");
        }
        var page = state.orders(filter, paging);
        var answer = JsonNodeFactory.instance.objectNode();
        var result = answer.putObject("searchorderinfo_result");
        success(result);
        result.put("orderTotal", page.total().orElse(0L));
        var list = result.putArray("orderInfoList");
        if (paging.number() <= LAST_PAGE_WITH_ROWS) {
            page.rows().forEach(order -> list.add(order(order).retain(fields)));
        }
        return answer;
    }

    private ObjectNode get(JdCall call) {
        var fields = fields(call);
        var order = state.order(call.shop(), call.requiredNumber("order_id"));
        var answer = JsonNodeFactory.instance.objectNode();
        var detail = answer.putObject("orderDetailInfo");
        if (order.isEmpty()) {
            detail.putObject("apiResult")
                    .put("success", false)
                    .put("numberCode", "10100005")
                    .put("chineseErrCode", "订单不存在")
                    .put("englishErrCode", "order not exist");
            return answer;
        }
        success(detail);
        detail.set("orderInfo", order(order.get()).retain(fields));
        return answer;
    }

    /** The order leaves as a whole; success is told as text. */
    private ObjectNode ship(JdCall call) {
        var carrier = call.required("logiCoprId");
        var waybill = call.required("logiNo");
        var id = call.requiredNumber("orderId");
        var answer = JsonNodeFactory.instance.objectNode();
        var result = answer.putObject("sopjosshipment_result");
        state.inTransaction(() -> {
            var order = state.order(call.shop(), id);
            if (order.isEmpty()) {
                return refused(result, "10100005", "订单不存在");
            }
            if (!CARRIERS.contains(carrier)) {
                return refused(result, "10400001", "物流公司不存在");
            }
            if (!order.get().state().equals(TO_SHIP)) {
                return refused(result, "10100021", "订单状态不正确");
            }
            state.ship(call.shop(), id, carrier, waybill, call.now());
            return result.put("success", "true").put("errorCode", "0");
        });
        return answer;
    }

    private static ObjectNode refused(ObjectNode result, String code, String why) {
        return result.put("success", "false").put("errorCode", code).put("chineseErrCode", why);
    }

    private static Set<String> fields(JdCall call) {
        var fields = call.words("optional_fields");
        if (fields.isEmpty()) {
            throw JdRefusal.parameter("optional_fields", "不能为空");
        }
        return fields;
    }

    /** The same said in one of the ways in which the platform says it. */
    private static void success(ObjectNode result) {
        result.putObject("apiResult")
                .put("success", true)
                .put("numberCode", 0)
                .put("chineseErrCode", "")
                .put("englishErrCode", "");
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static ObjectNode order(Order order) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("orderId", Long.toString(order.id()));
        node.put("orderState", order.state());
        node.put("orderType", "22");
        node.put("payType", order.kind().equals("cod") ? "1-货到付款" : "4-在线支付");
        node.put("orderTotalPrice", yuan(order.goods().add(order.freight())));
        node.put("orderSellerPrice", yuan(order.goods().add(order.freight()).subtract(order.discount())));
        node.put("orderPayment", yuan(order.payment()));
        node.put("freightPrice", yuan(order.freight()));
        node.put("sellerDiscount", yuan(order.discount()));
        node.put("orderStartTime", JdTime.text(order.created()));
        order.paid().ifPresent(paid -> node.put("paymentConfirmTime", JdTime.text(paid)));
        order.ended().ifPresent(ended -> node.put("orderEndTime", JdTime.text(ended)));
        node.put("modified", JdTime.text(order.modified()));
        node.put("orderRemark", order.buyerMessage());
        node.put("venderRemark", order.sellerMemo());
        node.put("pin", Mask.name(order.buyerNick()));
        if (!order.buyer().isEmpty()) {
            node.put("open_id_buyer", order.buyer());
        }
        node.set("consigneeInfo", consignee(order));
        node.put("waybill", order.waybill());
        var parts = node.putArray("partialLogisticsInfoModel");
        if (order.partlyShipped()) {
            parts.addObject().put("waybill", order.waybill());
        }
        var items = node.putArray("itemInfoList");
        order.lines().forEach(line -> items.addObject()
                .put("skuId", Long.toString(line.sku()))
                .put("wareId", Long.toString(line.ware()))
                .put("outerSkuId", line.code())
                .put("skuName", line.title())
                .put("jdPrice", yuan(line.price()))
                .put("itemTotal", Long.toString(line.quantity())));
        return node;
    }

    private static ObjectNode consignee(Order order) {
        var receiver = receiver(order);
        return JsonNodeFactory.instance
                .objectNode()
                .put("fullname", Mask.name(receiver.path("name").asText("")))
                .put("mobile", Mask.phone(receiver.path("mobile").asText("")))
                .put("province", receiver.path("state").asText(""))
                .put("city", receiver.path("city").asText(""))
                .put("county", receiver.path("district").asText(""))
                .put("fullAddress", Mask.whole(receiver.path("address").asText("")));
    }

    private static JsonNode receiver(Order order) {
        try {
            return JSON.readTree(order.receiver());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A simulated order's receiver is not JSON (order=" + order.id() + ")");
        }
    }

    /** Yuan as decimal text; how many decimals there are is not fixed. */
    static String yuan(BigDecimal amount) {
        var cents = amount.setScale(2, RoundingMode.HALF_UP);
        var whole = cents.stripTrailingZeros();
        return whole.scale() <= 0 ? whole.toBigInteger().toString() : cents.toPlainString();
    }
}
