package dev.shophub.simulator.taobao;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.Mask;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.stage.Slice;
import dev.shophub.simulator.taobao.TaobaoRows.Refund;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;

/** The methods about refunds (fact sheet, section 6.1). */
final class TaobaoRefunds {

    private final TaobaoRefundState state;
    private final Faults faults;

    TaobaoRefunds(TaobaoRefundState state, Faults faults) {
        this.state = state;
        this.faults = faults;
    }

    TaobaoRecord receiveGet(TaobaoCall call) {
        var fields = call.fields();
        var page = page(call, false);
        return TaobaoLists.answer(page)
                .list(
                        "refunds",
                        "refund",
                        page.rows().stream()
                                .map(refund -> refund(refund, fields, call.shop()))
                                .toList());
    }

    /** As Tmall shows them: exchanges too, and in words what was asked for. */
    TaobaoRecord disputesGet(TaobaoCall call) {
        var fields = call.fields();
        var page = page(call, true);
        var result = TaobaoLists.answer(page)
                .number("page_results", page.rows().size())
                .list(
                        "results",
                        "dispute",
                        page.rows().stream()
                                .map(refund -> dispute(refund, fields, call.shop()))
                                .toList());
        return TaobaoRecord.whole().record("result", result.node());
    }

    private Slice<Refund> page(TaobaoCall call, boolean exchanges) {
        var from = call.time("start_modified").orElse(Instant.EPOCH);
        var to = call.time("end_modified").orElseGet(() -> call.clock().instant());
        TaobaoLists.inOrder(from, to, "end_modified");
        var filter = TaobaoLists.refundFilter(call, from, to);
        var paging = TaobaoLists.paging(call);
        var page = state.refunds(filter, paging, exchanges);
        faults.rowToMove(paging).ifPresent(place -> state.touchRefund(filter, place, TaobaoLists.now(call)));
        return page;
    }

    TaobaoRecord get(TaobaoCall call) {
        var fields = call.fields();
        var refund = state.refund(call.key(), call.requiredNumber("refund_id"))
                .orElseThrow(() -> TaobaoRefusal.remote("isv.refund-not-exist", "The refund does not exist"));
        return TaobaoRecord.whole().record("refund", refund(refund, fields, call.shop()));
    }

    private static ObjectNode refund(Refund refund, Set<String> fields, Seller shop) {
        return TaobaoRecord.of(fields)
                .text("refund_id", Long.toString(refund.id()))
                .number("tid", refund.tid())
                .number("oid", refund.oid())
                .text("status", refund.status())
                .text("order_status", refund.orderStatus())
                .text("title", refund.title())
                .text("outer_id", refund.code())
                .text("buyer_nick", Mask.name(refund.buyerNick()))
                .text("seller_nick", shop.nick())
                .time("created", refund.created())
                .time("modified", refund.modified())
                .money("refund_fee", refund.amount())
                .money("payment", refund.paidShare().subtract(refund.amount()).max(BigDecimal.ZERO))
                .money("total_fee", refund.total())
                .number("num", refund.quantity())
                .text("refund_phase", refund.phase())
                .number("refund_version", refund.modified().toEpochMilli())
                .text("good_status", refund.goodStatus())
                .flag("has_good_return", refund.goodReturn())
                .text("reason", refund.reason())
                .node();
    }

    private static ObjectNode dispute(Refund refund, Set<String> fields, Seller shop) {
        return TaobaoRecord.of(fields)
                .text("refund_id", Long.toString(refund.id()))
                .number("tid", refund.tid())
                .number("oid", refund.oid())
                .text("status", refund.status())
                .text("order_status", refund.orderStatus())
                .text("title", refund.title())
                .text("buyer_nick", Mask.name(refund.buyerNick()))
                .text("seller_nick", shop.nick())
                .time("created", refund.created())
                .time("modified", refund.modified())
                .money("refund_fee", refund.amount())
                .number("num", refund.quantity())
                .number("refund_version", refund.modified().toEpochMilli())
                .text("good_status", refund.goodStatus())
                .text("dispute_request", request(refund))
                .text("reason", refund.reason())
                .node();
    }

    private static String request(Refund refund) {
        return switch (refund.kind()) {
            case EXCHANGE -> "换货";
            case RETURN -> "退货退款";
            case UNDELIVERED, GOODWILL, SHIPPING, UNKNOWN -> "仅退款";
        };
    }
}
