package dev.shophub.platform.jd;

import static dev.shophub.connector.RecordFields.text;

import dev.shophub.connector.RecordFields;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Payment;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Receiver;
import dev.shophub.model.RefundStatus;
import dev.shophub.platform.jd.JdPayloads.Consignee;
import dev.shophub.platform.jd.JdPayloads.Item;
import dev.shophub.platform.jd.JdPayloads.OrderInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An order of {@code jingdong.pop.order.search} in the hub's words. */
final class JdOrderMapper {

    /** Everything read of an order: nothing outside this list is returned. */
    static final String FIELDS = "orderId,orderState,orderType,payType,orderPayment,freightPrice,orderStartTime,"
            + "orderEndTime,paymentConfirmTime,modified,waybill,partialLogisticsInfoModel,orderRemark,venderRemark,pin,"
            + "open_id_buyer,xid_buyer,consigneeInfo,itemInfoList";

    private static final String NOT_PAID = "NOT_PAY";
    private static final String LOCKED = "LOCKED";

    private static final Map<String, OrderStatus> STATUS = Map.ofEntries(
            Map.entry(NOT_PAID, OrderStatus.UNPAID),
            Map.entry("WAIT_SELLER_STOCK_OUT", OrderStatus.PAID),
            Map.entry("WAIT_SELLER_DELIVERY", OrderStatus.PAID),
            Map.entry(LOCKED, OrderStatus.PAID),
            Map.entry("PAUSE", OrderStatus.PAID),
            Map.entry("POP_ORDER_PAUSE", OrderStatus.PAID),
            // Where goods go by way of JD's own centres, the seller has shipped once they are on their way there.
            Map.entry("SEND_TO_DISTRIBUTION_CENER", OrderStatus.SHIPPED),
            Map.entry("DISTRIBUTION_CENTER_RECEIVED", OrderStatus.SHIPPED),
            Map.entry("RECEIPTS_CONFIRM", OrderStatus.SHIPPED),
            Map.entry("WAIT_GOODS_RECEIVE_CONFIRM", OrderStatus.SHIPPED),
            Map.entry("FINISHED_L", OrderStatus.COMPLETED),
            Map.entry("TRADE_CANCELED", OrderStatus.CLOSED));

    /** An after-sale is open, or the platform holds the order: it is not to be shipped for now. */
    private static final Set<String> HELD = Set.of(LOCKED, "PAUSE", "POP_ORDER_PAUSE");

    private static final Money NOTHING = Money.zero(JdPayloads.YUAN);

    private JdOrderMapper() {}

    /** @throws dev.shophub.connector.MalformedRecordException naming the field */
    static Order order(RawRecord raw) {
        var fields = JdPayloads.fields(raw);
        var order = fields.read(OrderInfo.class);
        var id = fields.id("orderId", order.orderId());
        var word = text(order.orderState());
        var status = status(order, word);
        var lines = lines(order, status, word, fields);
        var total = fields.money("orderPayment", order.orderPayment());
        var goods = goods(lines, fields);
        var freight = fields.optionalMoney("freightPrice", order.freightPrice()).orElse(NOTHING);
        var placed = fields.time("orderStartTime", order.orderStartTime());
        var paidAt = fields.optionalTime("paymentConfirmTime", order.paymentConfirmTime());
        return new Order(
                id,
                status,
                word,
                text(order.orderType()),
                placed,
                paidAt,
                Optional.empty(),
                fields.optionalTime("orderEndTime", order.orderEndTime()),
                word.equals(NOT_PAID)
                        ? fields.optionalTime("modified", order.modified()).orElse(placed)
                        : fields.time("modified", order.modified()),
                total,
                goods,
                freight,
                discount(goods.plus(freight), total),
                fields.optionalId("open_id_buyer", order.openIdBuyer())
                        .or(() -> fields.optionalId("xid_buyer", order.xidBuyer())),
                text(order.pin()),
                receiver(order.consigneeInfo()),
                "",
                text(order.orderRemark()),
                text(order.venderRemark()),
                0,
                text(order.payType()).matches("1(\\D.*)?"),
                HELD.contains(word) && status == OrderStatus.PAID,
                false,
                lines,
                paidAt.isPresent() ? List.of(new Payment(1, "", total, paidAt)) : List.of());
    }

    /** The platform has no word for an order of which a part has left, and one word for held before and after shipping. */
    private static OrderStatus status(OrderInfo order, String word) {
        var parts = order.partialLogisticsInfoModel();
        if (word.equals("WAIT_SELLER_STOCK_OUT") && parts != null && !parts.isEmpty()) {
            return OrderStatus.PARTLY_SHIPPED;
        }
        return word.equals(LOCKED) && hasLeft(word, text(order.waybill()))
                ? OrderStatus.SHIPPED
                : STATUS.getOrDefault(word, OrderStatus.UNKNOWN);
    }

    /** Whether the goods are on their way, or there. */
    static boolean hasLeft(String word, String waybill) {
        var status = STATUS.getOrDefault(word, OrderStatus.UNKNOWN);
        return status == OrderStatus.SHIPPED
                || status == OrderStatus.COMPLETED
                || word.equals(LOCKED) && !waybill.isBlank();
    }

    /** A list that is missing was not asked for or not granted: such an order only looks empty. */
    private static List<OrderLine> lines(OrderInfo order, OrderStatus status, String word, RecordFields fields) {
        if (order.itemInfoList() == null) {
            throw fields.malformed("itemInfoList");
        }
        var times = new HashMap<ExternalId, Integer>();
        var lines = new ArrayList<OrderLine>();
        for (var item : order.itemInfoList()) {
            if (item == null) {
                throw fields.malformed("itemInfoList");
            }
            lines.add(line(item, times, status, word, fields));
        }
        return lines;
    }

    /** The platform numbers no lines: one is known by its SKU, and by how often that stood before it. */
    private static OrderLine line(
            Item item, Map<ExternalId, Integer> times, OrderStatus status, String word, RecordFields fields) {
        var sku = fields.id("itemInfoList.skuId", item.skuId());
        int time = times.merge(sku, 1, Integer::sum);
        return new OrderLine(
                time == 1 ? sku : new ExternalId(sku.value() + "#" + time),
                fields.optionalId("itemInfoList.wareId", item.wareId()).orElse(sku),
                Optional.of(sku),
                fields.code("itemInfoList.outerSkuId", item.outerSkuId()),
                text(item.skuName()),
                "",
                fields.pieces("itemInfoList.itemTotal", item.itemTotal()),
                fields.money("itemInfoList.jdPrice", item.jdPrice()),
                Optional.empty(),
                status,
                word,
                RefundStatus.NONE);
    }

    private static Money goods(List<OrderLine> lines, RecordFields fields) {
        try {
            var goods = lines.stream()
                    .map(line -> line.unitPrice().times(line.quantity()))
                    .reduce(NOTHING, Money::plus);
            return fields.money("itemInfoList.jdPrice", goods.amount().toPlainString());
        } catch (IllegalArgumentException absurd) {
            throw fields.malformed("itemInfoList.jdPrice");
        }
    }

    /** What makes the sums tie; the platform splits it over discounts, coupons and balance. */
    private static Money discount(Money before, Money total) {
        var less = before.amount().subtract(total.amount());
        return less.signum() > 0 ? new Money(less, JdPayloads.YUAN) : NOTHING;
    }

    private static Receiver receiver(Consignee consignee) {
        return consignee == null
                ? Receiver.WITHHELD
                : new Receiver(
                        text(consignee.fullname()),
                        text(consignee.mobile()).isEmpty() ? text(consignee.telephone()) : consignee.mobile(),
                        text(consignee.province()),
                        text(consignee.city()),
                        text(consignee.county()),
                        text(consignee.fullAddress()),
                        "");
    }
}
