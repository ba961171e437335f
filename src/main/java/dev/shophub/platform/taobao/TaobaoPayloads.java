package dev.shophub.platform.taobao;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.shophub.connector.Json;
import dev.shophub.connector.MalformedRecordException;
import dev.shophub.model.RawRecord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The fields we read, as text: numbers come as numbers or as text, and ids of 19 digits must survive. What the platform
 * left out is null here and nowhere else.
 */
final class TaobaoPayloads {

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

    @JsonNaming(SnakeCaseStrategy.class)
    record RefundRow(
            String refundId,
            String tid,
            String oid,
            String status,
            String created,
            String modified,
            String refundFee,
            String num,
            String refundPhase,
            String reason,
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

    /** @throws MalformedRecordException naming the field, never telling its value */
    static <T> T read(RawRecord raw, Class<T> type) {
        try {
            var payload = Json.MAPPER.readValue(raw.payload(), type);
            if (payload != null) {
                return payload;
            }
        } catch (JsonMappingException wrongShape) {
            throw malformed(raw, path(wrongShape));
        } catch (JsonProcessingException notJson) {
            throw malformed(raw, "(not JSON)");
        } catch (IOException impossible) {
            throw new IllegalStateException("Bytes in memory can be read", impossible);
        }
        throw malformed(raw, "(empty)");
    }

    static MalformedRecordException malformed(RawRecord raw, String field) {
        return new MalformedRecordException(
                "Record not readable (shop=" + raw.shop() + ", stream=" + raw.stream() + ", id=" + raw.id() + ", field="
                        + field + ")",
                field);
    }

    /** An id given as a whole number or as text; empty when it is neither. */
    static Optional<String> id(JsonNode id) {
        boolean whole = id.isIntegralNumber() || id.isTextual();
        return Optional.of(id.asText()).filter(text -> whole && !text.isEmpty() && text.length() <= 64);
    }

    private static String path(JsonMappingException wrongShape) {
        var path = wrongShape.getPath().stream()
                .map(step -> step.getFieldName())
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "(not JSON)" : path;
    }
}
