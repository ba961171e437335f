package dev.shophub.platform.taobao;

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
import dev.shophub.model.SkuCode;
import dev.shophub.platform.taobao.TaobaoPayloads.Line;
import dev.shophub.platform.taobao.TaobaoPayloads.Trade;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A trade of {@code taobao.trade.fullinfo.get} in the hub's words. */
final class TaobaoOrderMapper {

    /** Everything read of a trade; the open uid comes only with the nick, the OAID only with name, mobile, address, created. */
    static final String FIELDS =
            "tid,status,type,created,modified,pay_time,consign_time,end_time,payment,total_fee,post_fee,"
                    + "discount_fee,orders,buyer_nick,buyer_open_uid,receiver_name,receiver_state,receiver_city,"
                    + "receiver_district,receiver_town,receiver_address,receiver_zip,receiver_mobile,receiver_phone,oaid,"
                    + "buyer_message,seller_memo,seller_flag,step_trade_status,step_paid_fee";

    private static final String PAID_NOT_TO_SHIP = "PAID_FORBID_CONSIGN";

    private static final Map<String, OrderStatus> STATUS = Map.ofEntries(
            Map.entry("TRADE_NO_CREATE_PAY", OrderStatus.UNPAID),
            Map.entry("WAIT_BUYER_PAY", OrderStatus.UNPAID),
            Map.entry("PAY_PENDING", OrderStatus.UNPAID),
            Map.entry("WAIT_PRE_AUTH_CONFIRM", OrderStatus.UNPAID),
            Map.entry(PAID_NOT_TO_SHIP, OrderStatus.PAID),
            Map.entry("WAIT_SELLER_SEND_GOODS", OrderStatus.PAID),
            Map.entry("SELLER_CONSIGNED_PART", OrderStatus.PARTLY_SHIPPED),
            Map.entry("WAIT_BUYER_CONFIRM_GOODS", OrderStatus.SHIPPED),
            Map.entry("TRADE_BUYER_SIGNED", OrderStatus.SHIPPED),
            Map.entry("TRADE_FINISHED", OrderStatus.COMPLETED),
            Map.entry("TRADE_CLOSED", OrderStatus.CLOSED),
            Map.entry("TRADE_CLOSED_BY_TAOBAO", OrderStatus.CLOSED));

    private static final Set<String> BALANCE_DUE = Set.of("FRONT_NOPAID_FINAL_NOPAID", "FRONT_PAID_FINAL_NOPAID");

    private TaobaoOrderMapper() {}

    /** @throws dev.shophub.connector.MalformedRecordException naming the field */
    static Order order(RawRecord raw) {
        var fields = TaobaoPayloads.fields(raw);
        var trade = fields.read(Trade.class);
        var lines = lines(trade.lines(), fields);
        var total = fields.money("payment", trade.payment());
        var goods = goods(trade, lines, fields);
        var freight = fields.optionalMoney("post_fee", trade.postFee()).orElse(Money.zero(TaobaoPayloads.YUAN));
        var paidAt = fields.optionalTime("pay_time", trade.payTime());
        boolean balanceDue = BALANCE_DUE.contains(text(trade.stepTradeStatus()));
        return new Order(
                fields.id("tid", trade.tid()),
                status(trade.status()),
                text(trade.status()),
                text(trade.type()),
                fields.time("created", trade.created()),
                paidAt.filter(time -> !balanceDue),
                fields.optionalTime("consign_time", trade.consignTime()),
                fields.optionalTime("end_time", trade.endTime()),
                fields.time("modified", trade.modified()),
                total,
                goods,
                freight,
                discount(goods.plus(freight), total),
                fields.optionalId("buyer_open_uid", trade.buyerOpenUid()),
                text(trade.buyerNick()),
                receiver(trade),
                text(trade.oaid()),
                text(trade.buyerMessage()),
                text(trade.sellerMemo()),
                flag(trade.sellerFlag(), fields),
                "cod".equals(trade.type()),
                PAID_NOT_TO_SHIP.equals(trade.status()),
                balanceDue,
                lines,
                payments(trade, total, balanceDue, fields));
    }

    private static OrderStatus status(String word) {
        return STATUS.getOrDefault(text(word), OrderStatus.UNKNOWN);
    }

    private static List<OrderLine> lines(List<Line> lines, RecordFields fields) {
        var seen = new HashSet<ExternalId>();
        return lines.stream()
                .map(line -> line(line, fields))
                .peek(line -> {
                    if (!seen.add(line.id())) {
                        throw fields.malformed("orders.oid");
                    }
                })
                .toList();
    }

    private static OrderLine line(Line line, RecordFields fields) {
        if (line == null) {
            throw fields.malformed("orders.order");
        }
        var sku = fields.optionalId("orders.sku_id", line.skuId());
        return new OrderLine(
                fields.id("orders.oid", line.oid()),
                fields.id("orders.num_iid", line.numIid()),
                sku,
                code(line, sku, fields),
                text(line.title()),
                text(line.skuPropertiesName()),
                fields.pieces("orders.num", line.num()),
                fields.money("orders.price", line.price()),
                fields.optionalMoney("orders.divide_order_fee", line.divideOrderFee()),
                status(line.status()),
                text(line.status()),
                TaobaoRefundMapper.status(text(line.refundStatus())));
    }

    /** The variant's own code; the item's says what was sold only where the item has no variants. */
    private static Optional<SkuCode> code(Line line, Optional<ExternalId> sku, RecordFields fields) {
        return fields.code("orders.outer_sku_id", line.outerSkuId())
                .or(() -> sku.isPresent() ? Optional.empty() : fields.code("orders.outer_iid", line.outerIid()));
    }

    private static Money goods(Trade trade, List<OrderLine> lines, RecordFields fields) {
        if (lines.isEmpty()) {
            return fields.optionalMoney("total_fee", trade.totalFee()).orElse(Money.zero(TaobaoPayloads.YUAN));
        }
        try {
            var goods = lines.stream()
                    .map(line -> line.unitPrice().times(line.quantity()))
                    .reduce(Money.zero(TaobaoPayloads.YUAN), Money::plus);
            return fields.money("orders.price", goods.amount().toPlainString());
        } catch (IllegalArgumentException absurd) {
            throw fields.malformed("orders.price");
        }
    }

    /**
     * What makes the sums tie. The platform spreads it over {@code discount_fee}, {@code adjust_fee} and the promotions of
     * order and lines.
     */
    private static Money discount(Money before, Money total) {
        var less = before.amount().subtract(total.amount());
        return less.signum() > 0 ? new Money(less, TaobaoPayloads.YUAN) : Money.zero(TaobaoPayloads.YUAN);
    }

    /** Where there is only a district, the county is administered by its province and stands for the city. */
    private static Receiver receiver(Trade trade) {
        boolean onlyDistrict = text(trade.receiverCity()).isEmpty();
        return new Receiver(
                text(trade.receiverName()),
                text(trade.receiverMobile()).isEmpty() ? text(trade.receiverPhone()) : trade.receiverMobile(),
                text(trade.receiverState()),
                onlyDistrict ? text(trade.receiverDistrict()) : trade.receiverCity(),
                onlyDistrict ? "" : text(trade.receiverDistrict()),
                text(trade.receiverTown()) + text(trade.receiverAddress()),
                text(trade.receiverZip()));
    }

    private static int flag(String value, RecordFields fields) {
        return text(value).isEmpty() ? 0 : (int) fields.pieces("seller_flag", value);
    }

    /** A pre-sale whose balance is due has paid its deposit at most. */
    private static List<Payment> payments(Trade trade, Money total, boolean balanceDue, RecordFields fields) {
        var paidAt = fields.optionalTime("pay_time", trade.payTime());
        if (balanceDue) {
            return fields.optionalMoney("step_paid_fee", trade.stepPaidFee())
                    .filter(deposit -> deposit.amount().signum() > 0)
                    .map(deposit -> List.of(new Payment(1, "deposit", deposit, paidAt)))
                    .orElse(List.of());
        }
        return paidAt.isPresent() ? List.of(new Payment(1, "", total, paidAt)) : List.of();
    }
}
