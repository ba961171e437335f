package dev.shophub.platform.jd;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.RecordFields;
import dev.shophub.model.RawRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/**
 * The fields we read, as text: numbers come as numbers or as text, and ids must survive. What the platform left out is null
 * here and nowhere else.
 */
final class JdPayloads {

    static final Currency YUAN = Currency.getInstance("CNY");

    private JdPayloads() {}

    record OrderInfo(
            String orderId,
            String orderState,
            String orderType,
            String payType,
            String orderPayment,
            String freightPrice,
            String orderStartTime,
            String orderEndTime,
            String paymentConfirmTime,
            String modified,
            String waybill,
            JsonNode partialLogisticsInfoModel,
            String orderRemark,
            String venderRemark,
            String pin,
            @JsonProperty("open_id_buyer") String openIdBuyer,
            @JsonProperty("xid_buyer") String xidBuyer,
            Consignee consigneeInfo,
            List<Item> itemInfoList) {}

    record Consignee(
            String fullname,
            String mobile,
            String telephone,
            String province,
            String city,
            String county,
            String fullAddress) {}

    record Item(String skuId, String outerSkuId, String skuName, String jdPrice, String itemTotal, String wareId) {}

    /** A refund asked for before completion, or a service order with its money laid in by the reader. */
    record RefundRow(
            String id,
            String raId,
            String orderId,
            String status,
            String applyTime,
            String checkTime,
            String approveTime,
            String completeTime,
            String modified,
            String applyRefundSum,
            String reason,
            String expressNo,
            ServiceBill sameOrderServiceBill,
            ServiceMoney refund) {}

    record ServiceBill(String serviceId, String orderId, String serviceStatus, String customerExpect) {}

    record ServiceMoney(ActualMoney afsActualRefundDetail, EstimatedMoney afsEstimateRefundDetail) {}

    record ActualMoney(String actualRefundAmount) {}

    record EstimatedMoney(String estimateRefundAmount) {}

    /** An item with its variants laid in by the reader. */
    record Ware(String wareId, String title, String wareStatus, String jdPrice, String modified, List<Sku> skus) {}

    record Sku(
            String skuId, String outerId, String skuName, String jdPrice, String stockNum, List<SkuStock> skuStocks) {}

    record SkuStock(String storeId, String stockNum) {}

    record Comment(
            String commentId,
            String orderId,
            String skuid,
            String skuName,
            String content,
            String creationTime,
            String score,
            List<Reply> replies) {}

    record Reply(String content, String creationTime) {}

    /** The fields of one record: yuan, and the platform's times. */
    static RecordFields fields(RawRecord raw) {
        return new RecordFields(raw, YUAN, JdPayloads::time);
    }

    /** As text of Beijing's time, or in milliseconds since 1970 where the platform's own type showed through. */
    private static Instant time(String text) {
        try {
            return text.matches("\\d{11,14}")
                    ? Instant.ofEpochMilli(Long.parseLong(text))
                    : JdSettings.TIME.instant(text);
        } catch (NumberFormatException absurd) {
            throw new DateTimeException("No time", absurd);
        }
    }
}
