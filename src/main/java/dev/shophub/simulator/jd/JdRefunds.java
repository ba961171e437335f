package dev.shophub.simulator.jd;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.jd.JdRows.Refund;
import dev.shophub.simulator.jd.JdRows.RefundFilter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The interfaces about after-sale, in their two flows: applications before completion, and service orders for goods that come
 * back (fact sheet, sections 6.1 and 6.2). Each says success in its own way, and the older one holds its JSON as text.
 */
final class JdRefunds {

    private static final int LARGEST_PAGE = 50;
    private static final int LAST_PAGE = 100;
    private static final Duration LONGEST_APPLYING = Duration.ofDays(7);
    private static final Duration LONGEST_APPROVING = Duration.ofDays(10);

    private static final Map<String, Integer> APPLICATION = Map.of(
            "WAIT_SELLER_AGREE", 0,
            "WAIT_BUYER_RETURN_GOODS", 1,
            "WAIT_SELLER_CONFIRM_GOODS", 1,
            "SELLER_REFUSE_BUYER", 2,
            "SUCCESS", 3,
            "CLOSED", 11);

    private static final Map<String, String> SERVICE = Map.of(
            "WAIT_SELLER_AGREE", "10001",
            "WAIT_BUYER_RETURN_GOODS", "10002",
            "WAIT_SELLER_CONFIRM_GOODS", "10005",
            "SELLER_REFUSE_BUYER", "10004",
            "WAIT_SELLER_CONSIGN_GOOGDS", "10007",
            "EXCHANGE_WAIT_BUYER_CONFIRM_GOODS", "10009",
            "SUCCESS", "10010",
            "CLOSED", "10011");

    private static final int MONEY_IS_BACK = 13;
    private static final String EXCHANGE = "exchange";

    /** What a buyer may expect; of money for goods that stay nothing is told. */
    private static final Map<String, Integer> EXPECTED = Map.of("return", 10, EXCHANGE, 20);

    private final JdRefundState state;

    JdRefunds(JdRefundState state) {
        this.state = state;
    }

    void offer(Map<String, JdMethod> methods) {
        methods.put("jingdong.pop.afs.soa.refundapply.queryPageList", this::applications);
        methods.put("jingdong.asc.serviceAndRefund.view", this::services);
        methods.put("jingdong.b2c.shop.aftersales.refund.get", this::money);
    }

    private ObjectNode applications(JdCall call) {
        var paging = call.paging("pageIndex", "pageSize", LARGEST_PAGE);
        if (paging.number() > LAST_PAGE) {
            throw JdRefusal.parameter("pageIndex", "最大 " + LAST_PAGE);
        }
        var page = state.refunds(
                new RefundFilter(
                        call.shop(),
                        false,
                        call.span("applyTimeStart", "applyTimeEnd"),
                        call.span("checkTimeStart", "checkTimeEnd"),
                        call.number("orderId"),
                        call.numbers("ids")),
                paging);
        var result = JsonNodeFactory.instance.objectNode().put("success", "true");
        result.put("totalCount", page.total().orElse(0L));
        var rows = result.putArray("result");
        page.rows().forEach(refund -> rows.add(application(refund)));
        return JsonNodeFactory.instance.objectNode().put("queryResult", result.toString());
    }

    private static ObjectNode application(Refund refund) {
        int status = APPLICATION.get(refund.status());
        var row = JsonNodeFactory.instance
                .objectNode()
                .put("id", refund.id())
                .put("orderId", Long.toString(refund.order()))
                .put("status", status)
                .put("applyTime", JdTime.text(refund.applied()))
                .put("modified", JdTime.text(refund.modified()))
                .put("applyRefundSum", fen(refund.amount()))
                .put("reason", refund.reason())
                .put("buyerId", refund.buyer());
        return status == 0 ? row : row.put("checkTime", JdTime.text(refund.modified()));
    }

    private ObjectNode services(JdCall call) {
        var applied = call.span("applyTimeBegin", "applyTimeEnd");
        var approved = call.span("approveTimeBegin", "approveTimeEnd");
        var order = call.number("orderId");
        if (applied.isEmpty() && approved.isEmpty() && order.isEmpty()) {
            throw JdRefusal.parameter("applyTimeBegin", "不能为空");
        }
        notLonger(applied, LONGEST_APPLYING, "applyTimeEnd");
        notLonger(approved, LONGEST_APPROVING, "approveTimeEnd");
        var paging = call.paging("pageNumber", "pageSize", LARGEST_PAGE);
        var page = state.refunds(new RefundFilter(call.shop(), true, applied, approved, order, List.of()), paging);
        var answer = JsonNodeFactory.instance.objectNode();
        var result = answer.putObject("pageResult").put("code", "00000");
        result.put("totalCount", page.total().orElse(0L));
        var rows = result.putArray("data");
        page.rows().forEach(refund -> rows.add(service(refund)));
        return answer;
    }

    private static void notLonger(Optional<JdCall.Span> span, Duration longest, String name) {
        span.filter(asked -> Duration.between(asked.from(), asked.to()).compareTo(longest) > 0)
                .ifPresent(tooLong -> {
                    throw JdRefusal.parameter(name, "时间跨度不能超过" + longest.toDays() + "天");
                });
    }

    private static ObjectNode service(Refund refund) {
        var row = JsonNodeFactory.instance.objectNode().put("afsRefundId", refund.id() + 7);
        var bill = row.putObject("sameOrderServiceBill")
                .put("serviceId", refund.id())
                .put("orderId", refund.order())
                .put("serviceStatus", SERVICE.get(refund.status()));
        Optional.ofNullable(EXPECTED.get(refund.kind())).ifPresent(expected -> bill.put("customerExpect", expected));
        row.put("applyTime", JdTime.text(refund.applied()));
        row.put("reason", refund.reason());
        row.put("refoundAmount", fen(refund.amount()));
        if (!refund.status().equals("WAIT_SELLER_AGREE")) {
            row.put("approveTime", JdTime.text(refund.modified()));
        }
        if (refund.status().equals("SUCCESS") && !refund.kind().equals(EXCHANGE)) {
            row.put("status", MONEY_IS_BACK).put("completeTime", JdTime.text(refund.modified()));
        }
        return row;
    }

    private ObjectNode money(JdCall call) {
        var refund = state.returned(call.shop(), call.requiredNumber("afsServiceId"));
        var answer = JsonNodeFactory.instance.objectNode();
        var result = answer.putObject("result");
        if (refund.isEmpty()) {
            result.put("success", false).put("errorCode", 404);
            return answer;
        }
        result.put("success", true).put("errorCode", 200);
        var yuan = JdOrders.yuan(refund.get().amount());
        var data = result.putObject("data");
        if (refund.get().kind().equals(EXCHANGE)) {
            return answer;
        }
        if (refund.get().status().equals("SUCCESS")) {
            data.putObject("afsActualRefundDetail").put("actualRefundAmount", yuan);
        } else {
            data.putObject("afsEstimateRefundDetail").put("estimateRefundAmount", yuan);
        }
        return answer;
    }

    private static long fen(BigDecimal yuan) {
        return yuan.movePointRight(2).longValueExact();
    }
}
