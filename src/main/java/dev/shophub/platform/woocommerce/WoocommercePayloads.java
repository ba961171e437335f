package dev.shophub.platform.woocommerce;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.RecordFields;
import dev.shophub.model.Money;
import dev.shophub.model.RawRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** The fields we read, as text. What the shop left out is null here and nowhere else. */
final class WoocommercePayloads {

    /** Fees and refunds may be below 0. */
    private static final Pattern SIGNED = Pattern.compile("-?\\d{1,11}(\\.\\d{1,6})?");

    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern BREAK = Pattern.compile("(?i)<br\\s*/?>|</p>\\s*(?=\\S)");
    private static final int DECIMALS = 4;

    private WoocommercePayloads() {}

    /** An order, as listed. */
    record OrderRow(
            String id,
            String number,
            String status,
            String currency,
            @JsonProperty("created_via") String createdVia,
            @JsonProperty("date_created_gmt") String created,
            @JsonProperty("date_modified_gmt") String modified,
            @JsonProperty("date_paid_gmt") String paid,
            @JsonProperty("date_completed_gmt") String completed,
            @JsonProperty("shipping_total") String shippingTotal,
            @JsonProperty("shipping_tax") String shippingTax,
            String total,
            @JsonProperty("customer_id") String customerId,
            @JsonProperty("customer_note") String customerNote,
            @JsonProperty("payment_method") String paymentMethod,
            Address billing,
            Address shipping,
            @JsonProperty("line_items") List<Line> lines,
            @JsonProperty("fee_lines") List<Fee> fees) {}

    record Address(
            @JsonProperty("first_name") String firstName,
            @JsonProperty("last_name") String lastName,
            String company,
            @JsonProperty("address_1") String address1,
            @JsonProperty("address_2") String address2,
            String city,
            String state,
            String postcode,
            String country,
            String email,
            String phone) {}

    record Line(
            String id,
            String name,
            @JsonProperty("product_id") String productId,
            @JsonProperty("variation_id") String variationId,
            String quantity,
            String subtotal,
            @JsonProperty("subtotal_tax") String subtotalTax,
            String total,
            @JsonProperty("total_tax") String totalTax,
            @JsonProperty("meta_data") List<Meta> meta,
            String sku) {}

    /** What is shown of it has words of its own in newer versions. */
    record Meta(
            String key,
            JsonNode value,
            @JsonProperty("display_key") String displayKey,
            @JsonProperty("display_value") JsonNode displayValue) {}

    record Fee(String total, @JsonProperty("total_tax") String totalTax) {}

    /** A refund with the currency of its order laid in by the reader. */
    record RefundRow(
            String id,
            @JsonProperty("parent_id") String order,
            @JsonProperty("date_created_gmt") String created,
            String amount,
            String reason,
            String currency,
            @JsonProperty("line_items") List<Line> lines,
            @JsonProperty("shipping_lines") List<Fee> shipping) {}

    /** A product with its variations laid in by the reader. */
    record Product(
            String id,
            String name,
            String type,
            String status,
            String sku,
            String price,
            @JsonProperty("regular_price") String regularPrice,
            @JsonProperty("manage_stock") String manageStock,
            @JsonProperty("stock_quantity") String stockQuantity,
            @JsonProperty("date_created_gmt") String created,
            @JsonProperty("date_modified_gmt") String modified,
            List<Variation> variants) {}

    record Variation(
            String id,
            String sku,
            String price,
            @JsonProperty("regular_price") String regularPrice,
            @JsonProperty("manage_stock") String manageStock,
            @JsonProperty("stock_quantity") String stockQuantity,
            List<Attribute> attributes) {}

    record Attribute(String name, String option) {}

    record ReviewRow(
            String id,
            @JsonProperty("date_created_gmt") String created,
            @JsonProperty("product_id") String productId,
            @JsonProperty("product_name") String productName,
            String status,
            String review,
            String rating) {}

    /** The fields of one record: this currency, and times in GMT. */
    static RecordFields fields(RawRecord raw, Currency currency) {
        return new RecordFields(raw, currency, text -> time(text));
    }

    /** Where each record names its own. */
    static Currency currency(String code, RecordFields fields) {
        try {
            return Currency.getInstance(RecordFields.text(code));
        } catch (IllegalArgumentException unknown) {
            throw fields.malformed("currency");
        }
    }

    /** An amount that may be below 0; what is left out is 0. */
    static BigDecimal signed(String field, String value, RecordFields fields) {
        var text = RecordFields.text(value).strip();
        if (text.isEmpty()) {
            return BigDecimal.ZERO;
        }
        if (!SIGNED.matcher(text).matches()) {
            throw fields.malformed(field);
        }
        return new BigDecimal(text);
    }

    /** An amount of 0 or more, to the finest that is kept. */
    static Money money(String field, BigDecimal amount, Currency currency, RecordFields fields) {
        try {
            var kept = amount.scale() > DECIMALS ? amount.setScale(DECIMALS, java.math.RoundingMode.HALF_UP) : amount;
            if (kept.signum() >= 0) {
                return new Money(kept, currency);
            }
        } catch (IllegalArgumentException absurd) {
            throw fields.malformed(field);
        }
        throw fields.malformed(field);
    }

    /** What people wrote or named, without markup. */
    static String plain(String html) {
        var text = BREAK.matcher(RecordFields.text(html)).replaceAll("\n");
        return HtmlUtils.htmlUnescape(TAG.matcher(text).replaceAll("")).strip();
    }

    /** A name: what looks like markup in it is none. */
    static String name(String text) {
        return HtmlUtils.htmlUnescape(RecordFields.text(text));
    }

    /** In GMT, as the field's name says. */
    static Instant time(String text) {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
}
