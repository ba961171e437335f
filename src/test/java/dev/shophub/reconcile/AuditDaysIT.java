package dev.shophub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.shophub.store.AuditFacts;
import dev.shophub.store.Shops;
import dev.shophub.support.Rows;
import dev.shophub.support.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class AuditDaysIT {

    private final DataSource operations = TestDatabase.operations();
    private final Rows rows = new Rows(operations);

    @Test
    void daysAreTheShopsAlsoWhereItsClockChanges() {
        long shop = shop("Europe/London");
        // 2026-03-29: London springs forward at 01:00 UTC; local midnight of the 30th is 23:00 UTC.
        order(shop, "1", "2026-03-28T23:59:00Z", 1, "1.00");
        order(shop, "2", "2026-03-29T00:30:00Z", 1, "2.00");
        order(shop, "3", "2026-03-29T22:59:59.999Z", 1, "3.00");
        order(shop, "4", "2026-03-29T23:00:00Z", 1, "4.00");
        // 2026-10-25: it falls back at 01:00 UTC; that day has 25 hours.
        order(shop, "5", "2026-10-24T23:00:00Z", 1, "5.00");
        order(shop, "6", "2026-10-25T23:59:59Z", 1, "6.00");
        order(shop, "7", "2026-10-26T00:00:00Z", 1, "7.00");
        assertThat(days(Optional.empty()))
                .extracting(row -> row.day() + " " + row.orders() + " " + row.sales())
                .containsExactly(
                        "2026-03-28 1 1.00",
                        "2026-03-29 2 5.00",
                        "2026-03-30 1 4.00",
                        "2026-10-25 2 11.00",
                        "2026-10-26 1 7.00");
    }

    @Test
    void salesAreQuantityTimesUnitPriceAndRefundsStandOnBothTheirDays() {
        long shop = shop("Asia/Shanghai");
        order(shop, "1", "2026-11-20T16:00:00Z", 3, "10.05");
        line("1", "b", 2, "0.10");
        order(shop, "without-lines", "2026-11-20T17:00:00Z", 0, "");
        refund(shop, "r1", "1", "SUCCEEDED", "10.05", "2026-11-22T00:00:00Z");
        refund(shop, "r2", "1", "OPEN", "99.00", "2026-11-22T00:00:00Z");
        refund(shop, "r3", "never-read", "SUCCEEDED", "5", "2026-11-22T01:00:00Z");
        var days = days(Optional.empty());
        assertThat(days).hasSize(2);
        assertThat(days.get(0))
                .isEqualTo(new DayRow(
                        "gift-shop",
                        LocalDate.parse("2026-11-21"),
                        Optional.empty(),
                        "CNY",
                        2,
                        2,
                        5,
                        "30.35",
                        "10.05",
                        "0.00"));
        assertThat(days.get(1).day()).isEqualTo("2026-11-22");
        assertThat(days.get(1).orders()).isZero();
        assertThat(days.get(1).refunds()).isEqualTo("0.00");
        assertThat(days.get(1).refundsByRefundDay()).isEqualTo("15.05");
    }

    @Test
    void jsonHasTheAgreedKeysAndASourceDayOnlyWithAFolder() {
        long shop = shop("Asia/Shanghai");
        order(shop, "1", "2026-11-20T16:00:00Z", 1, "1.00");
        var json = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
        assertThat(json.valueToTree(days(Optional.of(5_000))).get(0).toString())
                .isEqualTo(
                        "{\"shop\":\"gift-shop\",\"day\":\"2026-11-21\",\"sourceDay\":\"2013-03-14\",\"currency\":\"CNY\","
                                + "\"orders\":1,\"lines\":1,\"pieces\":1,\"sales\":\"1.00\",\"refunds\":\"0.00\","
                                + "\"refundsByRefundDay\":\"0.00\"}");
        assertThat(json.valueToTree(days(Optional.empty())).get(0).has("sourceDay"))
                .isFalse();
    }

    @Test
    void aShopWithoutTradeHasNoDays() {
        shop("Asia/Shanghai");
        assertThat(days(Optional.empty())).isEmpty();
    }

    private List<DayRow> days(Optional<Integer> shift) {
        return new AuditDays(new AuditFacts(operations), () -> shift)
                .of(new Shops(new JdbcTemplate(operations), Clock.systemUTC()).all());
    }

    private long shop(String zone) {
        return rows.insert("shop", "shop_key", "gift-shop", "role", "shop", "time_zone", zone, "state", "live");
    }

    private void order(long shop, String id, String placedAt, int quantity, String price) {
        rows.insert(
                "sales_order",
                "shop_id",
                shop,
                "external_id",
                id,
                "currency",
                "CNY",
                "placed_at",
                Instant.parse(placedAt));
        if (!price.isEmpty()) {
            line(id, "a", quantity, price);
        }
    }

    private void line(String order, String id, int quantity, String price) {
        long orderId =
                rows.jdbc().queryForObject("SELECT id FROM sales_order WHERE external_id = ?", Long.class, order);
        rows.insert("order_line", "order_id", orderId, "external_id", id, "quantity", quantity, "unit_price", price);
    }

    private void refund(long shop, String id, String order, String status, String amount, String endedAt) {
        rows.insert(
                "refund",
                "shop_id",
                shop,
                "external_id",
                id,
                "order_external_id",
                order,
                "status",
                status,
                "currency",
                "CNY",
                "amount",
                amount,
                "completed_at",
                Instant.parse(endedAt),
                "modified_at",
                Instant.parse(endedAt));
    }
}
