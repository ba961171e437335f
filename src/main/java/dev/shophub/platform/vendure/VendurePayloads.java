package dev.shophub.platform.vendure;

import dev.shophub.connector.RecordFields;
import dev.shophub.model.Money;
import dev.shophub.model.RawRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** The fields we read, as text: numbers come as numbers, ids as text. What the platform left out is null here and nowhere else. */
final class VendurePayloads {

    private VendurePayloads() {}

    record OrderNode(
            String id,
            String type,
            String state,
            String createdAt,
            String updatedAt,
            String orderPlacedAt,
            String currencyCode,
            String shippingWithTax,
            String totalWithTax,
            CustomerNode customer,
            AddressNode shippingAddress,
            List<LineNode> lines,
            List<PaymentNode> payments,
            List<FulfilmentNode> fulfillments) {}

    record CustomerNode(String id, String firstName, String lastName) {}

    record AddressNode(
            String fullName,
            String phoneNumber,
            String province,
            String city,
            String streetLine1,
            String streetLine2,
            String postalCode,
            String countryCode) {}

    record LineNode(
            String id,
            String quantity,
            String orderPlacedQuantity,
            String unitPriceWithTax,
            String proratedLinePriceWithTax,
            SoldNode productVariant) {}

    record SoldNode(String id, String sku, String name, String productId) {}

    record PaymentNode(
            String id,
            String state,
            String amount,
            String method,
            String createdAt,
            String updatedAt,
            List<RefundNode> refunds) {}

    record RefundNode(
            String id,
            String state,
            String total,
            String items,
            String shipping,
            String adjustment,
            String reason,
            String createdAt,
            String updatedAt,
            List<PieceNode> lines,
            String method,
            String orderId,
            String currencyCode,
            boolean sentBefore) {}

    record FulfilmentNode(
            String id,
            String state,
            String method,
            String trackingCode,
            String createdAt,
            String updatedAt,
            List<PieceNode> lines) {}

    record PieceNode(String orderLineId, String quantity) {}

    record ProductNode(
            String id,
            String name,
            boolean enabled,
            String updatedAt,
            List<VariantNode> variants,
            GlobalNode globalSettings) {}

    record VariantNode(
            String id,
            String sku,
            String name,
            boolean enabled,
            String updatedAt,
            String currencyCode,
            String priceWithTax,
            String trackInventory,
            boolean useGlobalOutOfStockThreshold,
            String outOfStockThreshold,
            List<StockNode> stockLevels) {}

    record StockNode(String stockLocationId, String stockOnHand, String stockAllocated, String updatedAt) {}

    /** What holds for variants that say nothing else. */
    record GlobalNode(boolean trackInventory, String outOfStockThreshold) {}

    /** The record's payload, before its currency is known. */
    static <T> T read(RawRecord raw, Class<T> type) {
        return fields(raw, Money.NO_CURRENCY).read(type);
    }

    /** @throws dev.shophub.connector.MalformedRecordException when the code is none */
    static RecordFields fields(RawRecord raw, String currencyCode) {
        try {
            return fields(raw, Currency.getInstance(RecordFields.text(currencyCode)));
        } catch (IllegalArgumentException noCurrency) {
            throw fields(raw, Money.NO_CURRENCY).malformed("currencyCode");
        }
    }

    private static RecordFields fields(RawRecord raw, Currency currency) {
        return new RecordFields(raw, currency, Instant::parse);
    }

    /** An amount of the minor unit, 0 or more. */
    static Money money(String field, String minor, int decimals, RecordFields fields) {
        return optionalMoney(field, minor, decimals, fields).orElseThrow(() -> fields.malformed(field));
    }

    static Optional<Money> optionalMoney(String field, String minor, int decimals, RecordFields fields) {
        if (minor == null) {
            return Optional.empty();
        }
        if (!minor.matches("\\d{1,15}")) {
            throw fields.malformed(field);
        }
        return Optional.of(fields.money(
                field, BigDecimal.valueOf(Long.parseLong(minor), decimals).toPlainString()));
    }

    static <T> List<T> all(List<T> list, String field, RecordFields fields) {
        if (list == null || list.contains(null)) {
            throw fields.malformed(field);
        }
        return list;
    }
}
