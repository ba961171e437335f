package dev.shophub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Receiver;
import dev.shophub.model.RefundStatus;
import dev.shophub.model.Review;
import dev.shophub.model.SkuCode;
import dev.shophub.model.Stream;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.store.Versioned;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What real trade holds though it cannot be: it is kept as it is told, and what follows from it goes its way. */
class SeemsImpossibleIT {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Instant NOW = Instant.parse("2026-03-01T04:00:00Z");

    private final IntakeWorld world = new IntakeWorld(NOW);

    @Test
    void anOrderThatWasDeliveredAndIsClosedYetKeepsBothAndTheErpHearsOfTheLast() {
        save(order(OrderStatus.COMPLETED, NOW));
        var sent = world.outbox().claim(Destination.ERP, 10);
        assertThat(sent).hasSize(1);
        world.outbox().finish(List.of(sent.get(0).id()), new Outcome.Delivered("x"), Duration.ZERO);

        save(order(OrderStatus.CLOSED, NOW.plusSeconds(9)));

        assertThat(world.jdbc()
                        .queryForMap("SELECT status, shipped_at IS NOT NULL AS shipped, completed_at IS NOT NULL AS"
                                + " completed FROM sales_order"))
                .containsEntry("status", "CLOSED")
                .containsEntry("shipped", 1)
                .containsEntry("completed", 1);
        assertThat(world.jdbc()
                        .queryForList("SELECT platform_status FROM order_status_history ORDER BY at", String.class))
                .containsExactly("COMPLETED", "CLOSED");
        assertThat(world.outbox().claim(Destination.ERP, 10))
                .extracting(OutboxMessage::subject)
                .containsExactly("1");
    }

    @Test
    void aReviewOfAnOrderThatIsNotEvenShippedIsStoredAndLookedAt() {
        save(order(OrderStatus.PAID, NOW));
        review("1");
        assertThat(world.jdbc().queryForMap("SELECT order_external_id, rating FROM review"))
                .containsEntry("order_external_id", "1")
                .containsEntry("rating", "BAD");
        assertThat(world.reviewed()).containsExactly("r1");
    }

    @Test
    void aReviewWhoseOrderNobodyKnowsIsToo() {
        review("99");
        assertThat(world.reviewed()).containsExactly("r1");
    }

    private void save(Versioned<Order> order) {
        assertThat(world.intake()
                        .saveOrders(new NormalisedPage<>(world.shop(), Stream.ORDERS, List.of(order), List.of()))
                        .changed())
                .isEqualTo(1);
    }

    private void review(String orderId) {
        var review = new Review(
                new ExternalId("r1"),
                Optional.of(new ExternalId(orderId)),
                Optional.empty(),
                new ExternalId("item"),
                "保温杯",
                Review.Rating.BAD,
                "bad",
                Optional.empty(),
                "还没收到",
                "",
                Optional.empty(),
                "",
                NOW,
                NOW);
        world.intake()
                .saveReviews(new NormalisedPage<>(
                        world.shop(),
                        Stream.REVIEWS,
                        List.of(Versioned.of(raw(Stream.REVIEWS, "r1", "still not here"), NOW, review)),
                        List.of()));
    }

    private Versioned<Order> order(OrderStatus status, Instant modified) {
        var price = Money.of("9.90", CNY);
        var left = status == OrderStatus.PAID ? Optional.<Instant>empty() : Optional.of(NOW.minusSeconds(20));
        var order = new Order(
                new ExternalId("1"),
                status,
                status.name(),
                "fixed",
                NOW.minusSeconds(90),
                Optional.of(NOW.minusSeconds(60)),
                left,
                left.map(shipped -> shipped.plusSeconds(10)),
                modified,
                price,
                price,
                Money.zero(CNY),
                Money.zero(CNY),
                Optional.of(new ExternalId("buyer-1")),
                "张**",
                new Receiver("张**", "138****8000", "浙江省", "杭州市", "西湖区", "****", "310000"),
                "oaid",
                "",
                "",
                0,
                false,
                false,
                false,
                List.of(new OrderLine(
                        new ExternalId("1-1"),
                        new ExternalId("item"),
                        Optional.empty(),
                        Optional.of(new SkuCode("SKU-1")),
                        "保温杯",
                        "",
                        1,
                        price,
                        Optional.of(price),
                        status,
                        status.name(),
                        RefundStatus.NONE)),
                List.of());
        return Versioned.of(raw(Stream.ORDERS, "1", status.name() + modified), modified, order);
    }

    private RawRecord raw(Stream stream, String id, String content) {
        return new RawRecord(
                world.shop().key(), stream, new ExternalId(id), content.getBytes(StandardCharsets.UTF_8), NOW);
    }
}
