package dev.shophub.platform.taobao;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.shophub.connector.RecordFields;
import dev.shophub.model.RawRecord;
import java.util.Currency;
import java.util.List;

/**
 * The fields we read, as text: numbers come as numbers or as text, and ids of 19 digits must survive. What the platform
 * left out is null here and nowhere else.
 */
final class TaobaoPayloads {

    static final Currency YUAN = Currency.getInstance("CNY");

    private TaobaoPayloads() {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Trade(
            String tid,
            String status,
            String type,
            String created,
            String modified,
            String payTime,
            String consignTime,
            String endTime,
            String payment,
            String totalFee,
            String postFee,
            Orders orders,
            String buyerNick,
            String buyerOpenUid,
            String receiverName,
            String receiverState,
            String receiverCity,
            String receiverDistrict,
            String receiverTown,
            String receiverAddress,
            String receiverZip,
            String receiverMobile,
            String receiverPhone,
            String oaid,
            String buyerMessage,
            String sellerMemo,
            String sellerFlag,
            String stepTradeStatus,
            String stepPaidFee) {

        List<Line> lines() {
            return orders == null || orders.order() == null ? List.of() : orders.order();
        }
    }

    record Orders(List<Line> order) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Line(
            String oid,
            String numIid,
            String skuId,
            String outerIid,
            String outerSkuId,
            String title,
            String skuPropertiesName,
            String num,
            String price,
            String divideOrderFee,
            String status,
            String refundStatus) {}

    /** A refund, or a dispute as Tmall calls it: only that one has {@code dispute_request} and {@code biz_order_id}. */
    @JsonNaming(SnakeCaseStrategy.class)
    record RefundRow(
            String refundId,
            String tid,
            String bizOrderId,
            String oid,
            String status,
            String created,
            String modified,
            String refundFee,
            String payment,
            String num,
            String refundPhase,
            String reason,
            String disputeRequest,
            String goodStatus,
            String hasGoodReturn) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Item(
            String numIid,
            String title,
            String approveStatus,
            String num,
            String price,
            String modified,
            String outerId,
            Skus skus) {

        List<Sku> variants() {
            return skus == null || skus.sku() == null ? List.of() : skus.sku();
        }
    }

    record Skus(List<Sku> sku) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Sku(String skuId, String outerId, String quantity, String price, String propertiesName) {}

    /** A review, with what {@code tmall.traderate.feeds.get} tells of it laid in by the reader. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Rate(
            String tid,
            String oid,
            String numIid,
            String role,
            String result,
            String created,
            String itemTitle,
            String content,
            String reply,
            Feed tmallRateInfo) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Feed(String content, String appendContent, String appendTime, String hasNegtv) {}

    /** The fields of one record: yuan, and the platform's times. */
    static RecordFields fields(RawRecord raw) {
        return new RecordFields(raw, YUAN, TaobaoTime::instant);
    }
}
