package dev.shophub.simulator.taobao;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.Mask;
import dev.shophub.simulator.stage.Paging;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.taobao.TaobaoRows.By;
import dev.shophub.simulator.taobao.TaobaoRows.Filter;
import dev.shophub.simulator.taobao.TaobaoRows.Line;
import dev.shophub.simulator.taobao.TaobaoRows.Trade;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The methods about trades: two lists that carry part of an order, and the order itself (fact sheet, section 5). */
final class TaobaoTrades {

    /** What only {@code taobao.trade.fullinfo.get} tells; the lists and the small detail leave it out. */
    private static final Set<String> DETAIL_ONLY = Set.of(
            "buyer_message",
            "seller_memo",
            "promotion_details",
            "oaid",
            "receiver_name",
            "receiver_mobile",
            "receiver_state",
            "receiver_city",
            "receiver_district",
            "receiver_address",
            "receiver_zip");

    /** An oaid is made only where all of these are asked for. */
    private static final Set<String> OAID_NEEDS =
            Set.of("receiver_name", "receiver_mobile", "receiver_address", "created");

    private static final Set<String> OF_LINES = Set.of("num", "num_iid", "price", "title", "buyer_rate");
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TaobaoTradeState state;
    private final Faults faults;

    TaobaoTrades(TaobaoTradeState state, Faults faults) {
        this.state = state;
        this.faults = faults;
    }

    TaobaoRecord incrementGet(TaobaoCall call) {
        var from = call.requiredTime("start_modified");
        var to = call.requiredTime("end_modified");
        TaobaoLists.inOrder(from, to, "end_modified");
        if (Duration.between(from, to).compareTo(LONGEST_WINDOW) > 0) {
            throw TaobaoRefusal.invalid("end_modified", "at most one day after start_modified");
        }
        var filter = TaobaoLists.filter(call, By.MODIFIED, from, to, TaobaoLists.TRADE_TYPES);
        var paging = TaobaoLists.paging(call);
        var answer = list(call, filter, paging);
        faults.rowToMove(paging).ifPresent(place -> state.touch(filter, place, TaobaoLists.now(call)));
        return answer;
    }

    TaobaoRecord soldGet(TaobaoCall call) {
        var from = call.time("start_created").orElseGet(() -> TaobaoTime.oldestShown(call.clock()));
        var to = call.time("end_created").orElseGet(() -> call.clock().instant());
        TaobaoLists.inOrder(from, to, "end_created");
        return list(
                call,
                TaobaoLists.filter(call, By.CREATED, from, to, TaobaoLists.TRADE_TYPES),
                TaobaoLists.paging(call));
    }

    TaobaoRecord fullinfoGet(TaobaoCall call) {
        var fields = call.fields();
        return TaobaoRecord.whole()
                .record(
                        "trade",
                        trade(find(call), fields, call.shop(), call.shop().nick()));
    }

    TaobaoRecord get(TaobaoCall call) {
        var fields = partOf(call.fields());
        return TaobaoRecord.whole()
                .record(
                        "trade",
                        trade(find(call), fields, call.shop(), call.shop().nick()));
    }

    private Trade find(TaobaoCall call) {
        return state.trade(call.key(), call.requiredNumber("tid"))
                .orElseThrow(() -> TaobaoRefusal.remote("isv.trade-not-exist", "The trade does not exist"));
    }

    private TaobaoRecord list(TaobaoCall call, Filter filter, Paging paging) {
        var fields = partOf(call.fields());
        var withLines = TaobaoRecord.anyOf(fields, "orders") || fields.stream().anyMatch(OF_LINES::contains);
        var page = state.trades(filter, paging, withLines);
        var trades = page.rows().stream()
                .map(trade -> trade(trade, fields, call.shop(), titleInList(trade)))
                .toList();
        return TaobaoLists.answer(page).list("trades", "trade", trades);
    }

    private static Set<String> partOf(Set<String> fields) {
        return fields.stream().filter(field -> !DETAIL_ONLY.contains(field)).collect(Collectors.toUnmodifiableSet());
    }

    private static String titleInList(Trade trade) {
        return trade.lines().stream().findFirst().map(Line::title).orElse("");
    }

    private static ObjectNode trade(Trade trade, Set<String> fields, Seller shop, String title) {
        var answer = TaobaoRecord.of(fields)
                .number("tid", trade.tid())
                .text("tid_str", Long.toString(trade.tid()))
                .text("status", trade.status())
                .text("type", trade.kind())
                .text("title", title)
                .text("seller_nick", shop.nick())
                .time("created", trade.created())
                .time("modified", trade.modified())
                .time("pay_time", trade.paid())
                .time("consign_time", trade.shipped())
                .time("end_time", trade.completed())
                .money("payment", trade.payment())
                .money("total_fee", trade.goods())
                .money("post_fee", trade.freight())
                .money("discount_fee", trade.discount())
                .text("adjust_fee", "0.00")
                .money("received_payment", received(trade))
                .text("shipping_type", trade.freight().signum() == 0 ? "free" : "express")
                .flag("has_buyer_message", !trade.buyerMessage().isEmpty())
                .text("buyer_message", trade.buyerMessage())
                .text("seller_memo", trade.sellerMemo())
                .flag("buyer_rate", trade.lines().stream().anyMatch(Line::rated))
                .flag("seller_rate", false);
        if (trade.sellerFlag() > 0) {
            answer.number("seller_flag", trade.sellerFlag());
        }
        buyer(answer, trade, fields);
        if (trade.kind().equals("step")) {
            step(answer, trade);
        }
        single(answer, trade);
        if (fields.contains("promotion_details") && trade.discount().signum() > 0) {
            answer.list("promotion_details", "promotion_detail", List.of(promotion(trade)));
        }
        if (TaobaoRecord.anyOf(fields, "orders")) {
            answer.list(
                    "orders",
                    "order",
                    trade.lines().stream()
                            .map(line -> line(trade, line, fields))
                            .toList());
        }
        return answer.node();
    }

    private static BigDecimal received(Trade trade) {
        return trade.status().equals("TRADE_FINISHED") ? trade.payment() : BigDecimal.ZERO;
    }

    private static void buyer(TaobaoRecord answer, Trade trade, Set<String> fields) {
        answer.text("buyer_nick", Mask.name(trade.buyerNick()));
        if (fields.contains("buyer_nick")) {
            answer.text("buyer_open_uid", trade.buyer());
        }
        if (fields.containsAll(OAID_NEEDS)) {
            answer.text("oaid", trade.oaid());
        }
        if (fields.stream().anyMatch(field -> field.startsWith("receiver_"))) {
            var receiver = receiver(trade);
            answer.text("receiver_name", Mask.name(receiver.path("name").asText("")))
                    .text("receiver_mobile", Mask.phone(receiver.path("mobile").asText("")))
                    .text("receiver_state", receiver.path("state").asText(""))
                    .text("receiver_city", receiver.path("city").asText(""))
                    .text("receiver_district", receiver.path("district").asText(""))
                    .text(
                            "receiver_address",
                            Mask.whole(receiver.path("address").asText("")))
                    .text("receiver_zip", receiver.path("zip").asText(""));
        }
    }

    private static JsonNode receiver(Trade trade) {
        try {
            return JSON.readTree(trade.receiver());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A simulated order's receiver is not JSON (tid=" + trade.tid() + ")");
        }
    }

    private static void step(TaobaoRecord answer, Trade trade) {
        switch (trade.stepStatus()) {
            case "ALL_PAID" -> answer.text("step_trade_status", "FRONT_PAID_FINAL_PAID")
                    .money("step_paid_fee", trade.payment());
            case "FRONT_PAID" -> answer.text("step_trade_status", "FRONT_PAID_FINAL_NOPAID")
                    .money("step_paid_fee", deposit(trade));
            default -> answer.text("step_trade_status", "FRONT_NOPAID_FINAL_NOPAID")
                    .text("step_paid_fee", "0.00");
        }
    }

    /** The first payment the trade tells of, else a tenth of what is to be paid. */
    private static BigDecimal deposit(Trade trade) {
        try {
            var first = JSON.readTree(trade.payments()).path(0).path("amount");
            return first.isMissingNode() ? trade.payment().movePointLeft(1) : new BigDecimal(first.asText());
        } catch (JsonProcessingException | NumberFormatException e) {
            throw new IllegalStateException("A simulated order's payments are not JSON (tid=" + trade.tid() + ")");
        }
    }

    /** Says something of the whole order only where it has one line. */
    private static void single(TaobaoRecord answer, Trade trade) {
        if (trade.lines().size() == 1) {
            var line = trade.lines().get(0);
            answer.number("num", line.quantity()).number("num_iid", line.item()).money("price", line.price());
        } else {
            answer.number("num", 0);
        }
    }

    private static ObjectNode promotion(Trade trade) {
        return TaobaoRecord.whole()
                .number("id", trade.tid())
                .text("promotion_name", "店铺优惠")
                .money("discount_fee", trade.discount())
                .node();
    }

    private static ObjectNode line(Trade trade, Line line, Set<String> fields) {
        var total = line.price().multiply(BigDecimal.valueOf(line.quantity()));
        var payment = total.subtract(line.discount());
        var answer = TaobaoRecord.part(fields, "orders")
                .text("oid", Long.toString(line.oid()))
                .number("num_iid", line.item())
                .text("sku_id", line.sku() == 0 ? "" : Long.toString(line.sku()))
                .text("outer_sku_id", line.sku() == 0 ? "" : line.code())
                .text("outer_iid", line.itemCode())
                .text("sku_properties_name", line.skuName())
                .text("title", line.title())
                .number("num", line.quantity())
                .money("price", line.price())
                .money("total_fee", payment)
                .money("payment", payment)
                .money("discount_fee", line.discount())
                .text("adjust_fee", "0.00")
                .money("divide_order_fee", line.paidShare())
                .text("status", line.status())
                .text("refund_status", line.refundStatus())
                .text("logistics_company", line.carrier())
                .text("invoice_no", line.tracking())
                .flag("buyer_rate", line.rated())
                .time("consign_time", trade.shipped())
                .time("end_time", trade.completed());
        var share = payment.subtract(line.paidShare());
        if (share.signum() > 0) {
            answer.money("part_mjz_discount", share);
        }
        line.refund().ifPresent(refund -> answer.number("refund_id", refund));
        return answer.node();
    }
}
