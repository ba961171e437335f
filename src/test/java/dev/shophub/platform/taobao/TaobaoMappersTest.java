package dev.shophub.platform.taobao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.MalformedRecordException;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Listing;
import dev.shophub.model.Refund.Kind;
import dev.shophub.model.RefundStatus;
import dev.shophub.model.Review;
import dev.shophub.model.SkuCode;
import dev.shophub.model.StockLevel;
import dev.shophub.model.Stream;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refunds, items and reviews from fixtures. */
class TaobaoMappersTest {

    @Test
    void readsAnOpenRefund() {
        var refund = TaobaoRefundMapper.refund(Fixtures.raw(Stream.REFUNDS, "refunds/open.json"), Set.of("退运费"));

        assertThat(refund.id()).isEqualTo(new ExternalId("7100000000000000001"));
        assertThat(refund.orderId()).isEqualTo(new ExternalId("3028689418086124000"));
        assertThat(refund.lineId()).contains(new ExternalId("3028689418086124001"));
        assertThat(refund.status()).isEqualTo(RefundStatus.OPEN);
        assertThat(refund.amount().amount()).isEqualByComparingTo("52.75");
        assertThat(refund.kind()).isEqualTo(Kind.UNDELIVERED);
        assertThat(refund.quantity())
                .as("half of the price: of how many pieces is not told")
                .isEmpty();
        assertThat(refund.goodsReturned()).isFalse();
        assertThat(refund.completedAt()).isEmpty();
    }

    @Test
    void readsARefundThatEnded() {
        var refund = TaobaoRefundMapper.refund(
                Fixtures.raw(Stream.REFUNDS, "refunds/succeeded-with-return.json"), Set.of("退运费"));

        assertThat(refund.status()).isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(refund.kind()).isEqualTo(Kind.RETURN);
        assertThat(refund.goodsReturned()).isTrue();
        assertThat(refund.phase()).isEqualTo("aftersale");
        assertThat(refund.completedAt()).contains(Instant.parse("2024-03-05T04:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "goodwill.json, GOODWILL, 12.00, false",
        "shipping.json, SHIPPING, 6.00, false",
        "tmall-exchange.json, EXCHANGE, 0.00, true",
        "tmall-return.json, RETURN, 60.00, true"
    })
    void tellsWhatMoves(String fixture, Kind kind, String amount, boolean goodsReturned) {
        var refund = TaobaoRefundMapper.refund(Fixtures.raw(Stream.REFUNDS, "refunds/" + fixture), Set.of("退运费"));

        assertThat(refund.kind()).isEqualTo(kind);
        assertThat(refund.amount().amount()).isEqualByComparingTo(amount);
        assertThat(refund.goodsReturned()).isEqualTo(goodsReturned);
        assertThat(refund.orderId()).isEqualTo(new ExternalId("3028689418086124000"));
    }

    @Test
    void aWholeLineTellsItsPieces() {
        var refund = TaobaoRefundMapper.refund(Fixtures.raw(Stream.REFUNDS, "refunds/whole-line.json"), Set.of("退运费"));

        assertThat(refund.quantity()).contains(2L);
    }

    @Test
    void keepsARefundsUnknownWord() {
        var refund =
                TaobaoRefundMapper.refund(Fixtures.raw(Stream.REFUNDS, "refunds/unknown-status.json"), Set.of("退运费"));

        assertThat(refund.status()).isEqualTo(RefundStatus.UNKNOWN);
        assertThat(refund.platformStatus()).isEqualTo("WAIT_FOR_JUDGE");
    }

    @Test
    void aRefundWithoutOrderIsNotReadable() {
        var raw = Fixtures.raw(Stream.REFUNDS, "refunds/missing-order.json");

        assertThatThrownBy(() -> TaobaoRefundMapper.refund(raw, Set.of("退运费")))
                .isInstanceOfSatisfying(MalformedRecordException.class, malformed -> assertThat(malformed.field())
                        .isEqualTo("tid"));
    }

    @Test
    void readsAnItemWithVariants() {
        var listing = TaobaoItemMapper.listing(Fixtures.raw(Stream.LISTINGS, "items/two-variants.json"));

        assertThat(listing.itemId()).isEqualTo(new ExternalId("600000000000000001"));
        assertThat(listing.state()).isEqualTo(Listing.State.UP);
        assertThat(listing.variants()).hasSize(2);
        assertThat(listing.variants().get(0).name()).isEqualTo("颜色分类:红色1");
        assertThat(listing.variants().get(1).skuCode()).contains(new SkuCode("TEA-01-GREEN"));
        assertThat(listing.variants().get(1).quantity()).isEqualTo(2);
    }

    @Test
    void readsAnItemWithoutVariants() {
        var raw = Fixtures.raw(Stream.LISTINGS, "items/without-variants.json");
        var listing = TaobaoItemMapper.listing(raw);

        assertThat(listing.state()).isEqualTo(Listing.State.DOWN);
        assertThat(listing.variants()).singleElement().satisfies(variant -> {
            assertThat(variant.skuId()).isEmpty();
            assertThat(variant.skuCode()).contains(new SkuCode("TEA-01"));
        });
        assertThat(TaobaoItemMapper.stockLevels(raw))
                .extracting(StockLevel::quantity)
                .containsExactly(7L);
    }

    @Test
    void tellsOversoldStockAsItIs() {
        var raw = Fixtures.raw(Stream.STOCK, "items/oversold.json");

        assertThat(TaobaoItemMapper.stockLevels(raw))
                .extracting(StockLevel::quantity)
                .containsExactly(-3L);
        assertThat(TaobaoItemMapper.listing(raw).variants().get(0).quantity()).isZero();
    }

    @Test
    void silenceIsNotZero() {
        var raw = Fixtures.raw(Stream.STOCK, "items/missing-quantity.json");

        assertThatThrownBy(() -> TaobaoItemMapper.stockLevels(raw))
                .isInstanceOfSatisfying(MalformedRecordException.class, malformed -> assertThat(malformed.field())
                        .isEqualTo("skus.quantity"));
    }

    @Test
    void readsABadReview() {
        var review = TaobaoReviewMapper.review(Fixtures.raw(Stream.REVIEWS, "reviews/bad.json"));

        assertThat(review.id()).isEqualTo(new ExternalId("3028689418086124001:buyer"));
        assertThat(review.rating()).isEqualTo(Review.Rating.BAD);
        assertThat(review.platformRating()).isEqualTo("bad");
        assertThat(review.stars()).isEmpty();
        assertThat(review.text()).startsWith("味道很淡");
        assertThat(review.writtenAt()).isEqualTo(Instant.parse("2024-03-09T12:00:00Z"));
        assertThat(review.modifiedAt()).isEqualTo(review.writtenAt());
    }

    @Test
    void readsTheShopsAnswer() {
        var review = TaobaoReviewMapper.review(Fixtures.raw(Stream.REVIEWS, "reviews/answered.json"));

        assertThat(review.rating()).isEqualTo(Review.Rating.NEUTRAL);
        assertThat(review.reply()).isEqualTo("抱歉，我们会改进");
    }

    @Test
    void aFollowUpIsAChange() {
        var review = TaobaoReviewMapper.review(Fixtures.raw(Stream.REVIEWS, "reviews/tmall-follow-up.json"));

        assertThat(review.rating()).isEqualTo(Review.Rating.BAD);
        assertThat(review.followUp()).isEqualTo("第二天就坏了");
        assertThat(review.followUpAt()).contains(Instant.parse("2024-03-12T00:30:00Z"));
        assertThat(review.modifiedAt()).isEqualTo(Instant.parse("2024-03-12T00:30:00Z"));
    }

    @Test
    void keepsARatingsUnknownWord() {
        var review = TaobaoReviewMapper.review(Fixtures.raw(Stream.REVIEWS, "reviews/unknown-rating.json"));

        assertThat(review.rating()).isEqualTo(Review.Rating.UNKNOWN);
        assertThat(review.platformRating()).isEqualTo("excellent");
    }
}
