package dev.shophub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.OrderSource;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Order;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.RawRecord;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is true of every platform's orders, however odd: tried against its simulator over real HTTP. */
public interface OrderTruthsContract extends EveryPlatform {

    OrdersPlayed rehearsal();

    /** A new connector, as after a restart. */
    OrderSource source();

    /** Pain point 6: what is read is what was modified, however long ago it was placed. */
    @Test
    default void anOldOrderThatWasEditedIsRead() {
        var id = rehearsal().fill(1).get(0);
        var placed = rehearsal().window().from().minus(Duration.ofDays(20)).truncatedTo(ChronoUnit.SECONDS);
        rehearsal()
                .set(
                        id,
                        "created_at = ?, paid_at = ?",
                        PlatformRehearsal.utc(placed),
                        PlatformRehearsal.utc(placed.plusSeconds(60)));

        assertThat(orders()).singleElement().satisfies(order -> {
            assertThat(order.id()).isEqualTo(id);
            assertThat(order.placedAt()).isEqualTo(placed);
        });
    }

    @Test
    default void moneyIsExact() {
        var id = rehearsal().fill(1).get(0);
        for (var price : List.of("0.10", "19.99", "0.01", "33333333.33")) {
            var goods = new BigDecimal(price).multiply(new BigDecimal(3));
            var total = goods.add(new BigDecimal("0.07"));
            rehearsal().setLine(id, "price = ?, quantity = 3, paid_share = ?", price, goods);
            rehearsal().set(id, "goods = ?, freight = 0.07, payment = ?, discount = 0", goods, total);

            assertThat(orders()).singleElement().satisfies(order -> {
                assertThat(order.total().amount()).isEqualByComparingTo(total);
                assertThat(order.goods().amount()).isEqualByComparingTo(goods);
                assertThat(order.freight().amount()).isEqualByComparingTo("0.07");
                assertThat(order.discount().amount()).isEqualByComparingTo("0");
                assertThat(order.lines()).singleElement().satisfies(line -> {
                    assertThat(line.unitPrice().amount()).isEqualByComparingTo(price);
                    assertThat(line.quantity()).isEqualTo(3);
                    assertThat(line.unitPrice().currency())
                            .isEqualTo(order.total().currency());
                });
            });
        }
    }

    /** A word that is invented tomorrow. */
    @Test
    default void anUnknownStatusIsKept() {
        rehearsal().fill(1);
        var raw = records().get(0);
        var word = statusWord(source().toOrder(raw));
        assertThat(word).isNotEmpty();
        assertThat(raw.text()).contains("\"" + word + "\"");

        var order = source().toOrder(new RawRecord(
                raw.shop(),
                raw.stream(),
                raw.id(),
                raw.text().replace("\"" + word + "\"", "\"NEVER_SEEN\"").getBytes(StandardCharsets.UTF_8),
                raw.readAt()));

        assertThat(order.status()).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(order.platformStatus()).contains("NEVER_SEEN");
    }

    /** The platform's word as it stands in the payload. */
    default String statusWord(Order order) {
        return order.platformStatus();
    }

    @Test
    default void anOrderWithoutACustomerIsRead() {
        var id = rehearsal().fill(1).get(0);
        rehearsal().set(id, "buyer = '', buyer_nick = ''");

        assertThat(orders()).singleElement().satisfies(order -> assertThat(order.buyer())
                .isEmpty());
    }

    /** Pain point 28: guests are not one customer, and a customer who comes again is. */
    @Test
    default void guestsAreNobodyAndWhoComesAgainIsOne() {
        var ids = rehearsal().fill(4);
        rehearsal().set(ids.get(0), "buyer = '', buyer_nick = ''");
        rehearsal().set(ids.get(1), "buyer = '', buyer_nick = ''");
        rehearsal().set(ids.get(2), "buyer = 'AAbuyer9'");
        rehearsal().set(ids.get(3), "buyer = 'AAbuyer9'");

        var buyers = ids.stream()
                .map(id -> orders().stream()
                        .filter(order -> order.id().equals(id))
                        .findFirst()
                        .orElseThrow()
                        .buyer())
                .toList();

        assertThat(buyers.get(0)).isEmpty();
        assertThat(buyers.get(1)).isEmpty();
        assertThat(buyers.get(2)).isPresent().isEqualTo(buyers.get(3));
    }

    /** Pain point 11. */
    @Test
    default void anOldOrderOfADeletedProductIsWhole() {
        var ids = rehearsal().fill(2);
        rehearsal().setLine(ids.get(0), "item_id = 600000009999, code = ''");
        rehearsal().setLine(ids.get(1), "item_id = 0");

        assertThat(orders())
                .hasSize(2)
                .allSatisfy(order -> assertThat(order.lines()).singleElement().satisfies(line -> {
                    assertThat(line.title()).isEqualTo("高山红茶");
                    assertThat(line.quantity()).isEqualTo(2);
                }));
    }

    /** 0 is a platform's word for "none". */
    @Test
    default void theIdZeroIsNone() {
        rehearsal().fill(1);

        assertThat(orders().get(0).lines())
                .allSatisfy(line -> assertThat(line.skuId()).isNotEqualTo(Optional.of(new ExternalId("0"))));
    }

    @Test
    default void aHugeWindowIsReadWholeInPagesOfBoundedSize() {
        var expected = rehearsal().fill(5 * rehearsal().pageSize() + 3);
        var found = new ArrayList<RawRecord>();

        for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
            var page = source().orders(rehearsal().window(), next.get());
            assertThat(page.records()).hasSizeLessThanOrEqualTo(rehearsal().pageSize());
            found.addAll(page.records());
            next = page.next();
        }

        assertThat(found).extracting(RawRecord::id).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Pain point 9: what is told of the first page's orders is told of the last one's. */
    @Test
    default void everyPageTellsTheSameFields() {
        rehearsal().fill(2 * rehearsal().pageSize() + 1);

        assertThat(orders()).hasSize(2 * rehearsal().pageSize() + 1).allSatisfy(order -> {
            assertThat(order.lines()).hasSize(1);
            assertThat(order.paidAt()).isPresent();
            assertThat(order.receiver().region()).contains("浙江");
        });
    }

    private List<RawRecord> records() {
        var records = new ArrayList<RawRecord>();
        for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
            var page = source().orders(rehearsal().window(), next.get());
            records.addAll(page.records());
            next = page.next();
        }
        return records;
    }

    private List<Order> orders() {
        return records().stream().map(source()::toOrder).toList();
    }
}
