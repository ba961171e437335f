package dev.shophub.intake;

import dev.shophub.model.ShopKey;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.review.ReviewChange;
import dev.shophub.store.AesKey;
import dev.shophub.store.BuyerKeys;
import dev.shophub.store.ErpBooks;
import dev.shophub.store.Listings;
import dev.shophub.store.Mappings;
import dev.shophub.store.Orders;
import dev.shophub.store.PersonalReadings;
import dev.shophub.store.Quarantine;
import dev.shophub.store.RawRecords;
import dev.shophub.store.Refunds;
import dev.shophub.store.Reviews;
import dev.shophub.store.Shipments;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.StoredOrders;
import dev.shophub.support.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A whole intake over a database of its own, with one shop that is live since the day before. */
final class IntakeWorld {

    private static final ShopKey SHOP = new ShopKey("taobao-test");

    private final JdbcTemplate jdbc;
    private final Intake intake;
    private final Outbox outbox;
    private final Shops shops;
    private final StoredOrders stored;
    private final List<String> reviewed = new ArrayList<>();

    IntakeWorld(Instant now) {
        var dataSource = TestDatabase.operations();
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        jdbc = new JdbcTemplate(dataSource);
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        var master = new AesKey(new byte[32]);
        var keys = new BuyerKeys(jdbc, master, clock);
        var raw = new RawRecords(jdbc);
        outbox = new Outbox(jdbc, transaction, clock, "test");
        var mappings = new Mappings(jdbc, clock);
        var changes = new Changes(outbox, mappings, this::look, clock, () -> {}, () -> true, Duration.ofSeconds(30));
        intake = new Intake(
                transaction,
                new Intake.Tables(
                        new Orders(jdbc, keys, raw),
                        new Refunds(jdbc, keys, raw),
                        new Reviews(jdbc, keys, raw),
                        new Listings(jdbc, keys, raw, clock),
                        new ErpBooks(jdbc),
                        new Shipments(jdbc),
                        mappings,
                        new Quarantine(jdbc, keys, clock)),
                changes,
                new IntakeMetrics(new SimpleMeterRegistry()));
        shops = new Shops(jdbc, clock);
        shops.ensure(SHOP, "taobao", "shop", "测试店", ZoneId.of("Asia/Shanghai"));
        shops.goLive(SHOP, now.minus(Duration.ofDays(1)));
        stored = new StoredOrders(jdbc, master, new PersonalReadings(jdbc, Clock.systemUTC()));
    }

    private List<NewMessage> look(ShopRow row, List<ReviewChange> changes) {
        changes.forEach(change -> reviewed.add(change.now().id().value()));
        return List.of();
    }

    /** Reviews that were looked at for what is to be told. */
    List<String> reviewed() {
        return List.copyOf(reviewed);
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    Intake intake() {
        return intake;
    }

    Outbox outbox() {
        return outbox;
    }

    Shops shops() {
        return shops;
    }

    StoredOrders stored() {
        return stored;
    }

    ShopRow shop() {
        return shops.find(SHOP).orElseThrow();
    }
}
