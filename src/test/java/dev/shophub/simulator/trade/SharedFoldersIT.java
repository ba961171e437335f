package dev.shophub.simulator.trade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import dev.shophub.support.TestDatabase;
import dev.shophub.support.WalkedClock;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whole years of real trade, walked through without a shift and tied, day by day, to figures worked out independently.
 */
@Tag("shared")
class SharedFoldersIT {

    private static final Logger LOG = LoggerFactory.getLogger(SharedFoldersIT.class);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({"gift_shop, 2009-11-30T00:00:00Z, 7971", "olist, 2016-09-01T00:00:00Z, 0"})
    void everyDayTiesToTheCent(String name, Instant start, long tiedCancellations) throws IOException {
        var folder = Path.of(System.getProperty("shared", "../shared"), "data", name);
        assertThat(Files.isDirectory(folder))
                .withFailMessage("The shared trade folders are not at %s; name their folder with -Dshared=DIR", folder)
                .isTrue();
        var clock = new WalkedClock(start);
        var state = new State(TestDatabase.emptySchema(), clock);
        var shop = new TradeShop(new ShopKey("rehearsal"), "Rehearsal", ZONE, Currency.getInstance("CNY"));

        var began = System.nanoTime();
        var trade = Trade.open(state, TradeSettings.folder(folder, shop).unshifted());
        var loaded = System.nanoTime();
        while (trade.summary().eventsAhead() > 0) {
            clock.advance(Duration.ofDays(7));
            trade.catchUp();
        }
        LOG.info(
                "{}: loaded in {} ms, walked in {} ms",
                name,
                (loaded - began) / 1_000_000,
                (System.nanoTime() - loaded) / 1_000_000);

        var sold = new TreeMap<String, String>();
        state.client()
                .sql("SELECT DATE(o.created_at + INTERVAL 8 HOUR), COUNT(DISTINCT o.tid), COUNT(l.oid), "
                        + "COALESCE(SUM(l.quantity), 0), COALESCE(SUM(l.quantity * l.price), 0) FROM sim_order o "
                        + "LEFT JOIN sim_line l ON l.shop_key = o.shop_key AND l.tid = o.tid GROUP BY 1")
                .query((row, number) -> sold.put(
                        row.getString(1),
                        row.getLong(2) + " " + row.getLong(3) + " " + row.getLong(4) + " "
                                + row.getBigDecimal(5).setScale(2)))
                .list();
        var refunded = new TreeMap<String, String>();
        state.client()
                .sql("SELECT DATE(o.created_at + INTERVAL 8 HOUR), SUM(r.amount) FROM sim_order o "
                        + "JOIN sim_refund r ON r.shop_key = o.shop_key AND r.tid = o.tid WHERE r.status = 'SUCCESS' "
                        + "GROUP BY 1")
                .query((row, number) -> refunded.put(
                        row.getString(1), row.getBigDecimal(2).setScale(2).toString()))
                .list();

        var expectedSold = new TreeMap<String, String>();
        var expectedRefunded = new TreeMap<String, String>();
        try (var text = new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve("expected_days.csv.gz"))),
                StandardCharsets.UTF_8)) {
            for (var day : CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(text)) {
                if (!day.get("orders").equals("0")) {
                    expectedSold.put(
                            day.get("day"),
                            day.get("orders") + " " + day.get("lines") + " " + day.get("pieces") + " "
                                    + new BigDecimal(day.get("sales")).setScale(2));
                }
                var money = new BigDecimal(day.get("cancelled_by_order_day")).setScale(2);
                if (money.signum() != 0) {
                    expectedRefunded.put(day.get("day"), money.toString());
                }
            }
        }
        assertThat(sold).isEqualTo(expectedSold);
        assertThat(refunded).isEqualTo(expectedRefunded);
        assertThat(trade.summary().refunds()).isEqualTo(tiedCancellations);
        assertThat(trade.summary().planned()).isZero();
        var apart = state.client()
                .sql("SELECT COUNT(*) - COUNT(DISTINCT BINARY code) FROM sim_item")
                .query(Long.class)
                .single();
        assertThat(apart).isZero();
        assertThat(Shares.ofOrdersWithUnknownProducts(state)).isBetween(1.0, 3.0);
    }
}
