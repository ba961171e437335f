package dev.shophub.platform.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.OrderSource;
import dev.shophub.connector.ReviewSource;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Review.Rating;
import dev.shophub.model.SkuCode;
import dev.shophub.model.Stream;
import dev.shophub.support.CheckedAgainst;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Currency;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The examples that the platform's own documentation publishes are read by our mappers. */
@Tag("shared")
@CheckedAgainst(
        value = CheckedAgainst.Other.PUBLISHED_VECTOR,
        of = {OrderSource.class, ReviewSource.class})
class WoocommercePublishedTest {

    private static final Currency USD = Currency.getInstance("USD");

    @Test
    void theOrderOfTheDocumentationIsRead() throws IOException {
        var order = WoocommerceOrderMapper.order(
                Fixtures.raw(Stream.ORDERS, published("woocommerce_order_727.json")), Fixtures.settings());

        assertThat(order.id()).isEqualTo(new ExternalId("727"));
        assertThat(order.status()).isEqualTo(OrderStatus.COMPLETED);
        assertThat(order.placedAt()).isEqualTo(Instant.parse("2017-03-22T19:28:02Z"));
        assertThat(order.modifiedAt()).isEqualTo(Instant.parse("2017-03-22T19:30:35Z"));
        assertThat(order.paidAt()).contains(Instant.parse("2017-03-22T19:28:08Z"));
        assertThat(order.total()).isEqualTo(Money.of("29.35", USD));
        assertThat(order.goods()).isEqualTo(Money.of("19.35", USD));
        assertThat(order.freight()).isEqualTo(Money.of("10.00", USD));
        assertThat(order.discount().amount()).isZero();
        assertThat(order.buyer()).get().extracting(ExternalId::value).asString().startsWith("guest:");
        assertThat(order.receiver().region()).isEqualTo("US-CA");
        assertThat(order.lines()).hasSize(2);
        var line = order.lines().get(1);
        assertThat(line.title()).isEqualTo("Ship Your Idea – Color: Black, Size: M Test");
        assertThat(line.variant()).isEqualTo("pa_color: black; size: M Test");
        assertThat(line.skuId()).contains(new ExternalId("23"));
        assertThat(line.skuCode()).contains(new SkuCode("Bar3"));
        assertThat(line.unitPrice()).isEqualTo(Money.of("12.90", USD));
        assertThat(order.lines().get(0).skuCode()).isEmpty();
        assertThat(order.lines().get(0).unitPrice()).isEqualTo(Money.of("3.225", USD));
    }

    @Test
    void theReviewOfTheDocumentationIsRead() throws IOException {
        var review = WoocommerceReviewMapper.review(
                Fixtures.raw(Stream.REVIEWS, published("woocommerce_product_review_22.json")), Fixtures.settings());

        assertThat(review.id()).isEqualTo(new ExternalId("22"));
        assertThat(review.itemId()).isEqualTo(new ExternalId("22"));
        assertThat(review.rating()).isEqualTo(Rating.GOOD);
        assertThat(review.stars()).contains(5);
        assertThat(review.text()).isEqualTo("Nice album!");
        assertThat(review.writtenAt()).isEqualTo(Instant.parse("2018-10-18T20:59:17Z"));
    }

    private static byte[] published(String name) throws IOException {
        var file = Path.of(System.getProperty("shared", "../shared"), "data", "platform_fixtures", name);
        assertThat(Files.isRegularFile(file))
                .withFailMessage("The published example is not at %s; name the folder with -Dshared=DIR", file)
                .isTrue();
        return Files.readAllBytes(file);
    }
}
