package dev.shophub.platform.woocommerce;

import static dev.shophub.connector.RecordFields.text;

import dev.shophub.model.RawRecord;
import dev.shophub.model.Review;
import dev.shophub.model.Review.Rating;
import dev.shophub.platform.woocommerce.WoocommercePayloads.ReviewRow;
import java.util.Optional;

/** A review of {@code products/reviews} in the hub's words: of a product, never of a variation, an order or a line. */
final class WoocommerceReviewMapper {

    private WoocommerceReviewMapper() {}

    /** @throws dev.shophub.connector.MalformedRecordException naming the field */
    static Review review(RawRecord raw, WoocommerceSettings settings) {
        var fields = WoocommercePayloads.fields(raw, settings.currency());
        var row = fields.read(ReviewRow.class);
        var stars = Optional.of(text(row.rating()))
                .filter(rating -> rating.matches("[1-5]"))
                .map(Integer::valueOf);
        var written = fields.time("date_created_gmt", row.created());
        return new Review(
                fields.id("id", row.id()),
                Optional.empty(),
                Optional.empty(),
                fields.id("product_id", row.productId()),
                WoocommercePayloads.name(row.productName()),
                stars.map(WoocommerceReviewMapper::rating).orElse(Rating.UNKNOWN),
                text(row.rating()),
                stars,
                WoocommercePayloads.plain(row.review()),
                "",
                Optional.empty(),
                "",
                written,
                written);
    }

    private static Rating rating(int stars) {
        return stars <= 2 ? Rating.BAD : stars == 3 ? Rating.NEUTRAL : Rating.GOOD;
    }
}
