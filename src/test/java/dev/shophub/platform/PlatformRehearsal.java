package dev.shophub.platform;

import dev.shophub.connector.Rehearsal;
import dev.shophub.connector.Window;
import dev.shophub.model.ExternalId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** A played platform, filled by hand; each stream says how one of its records is made and changed. */
public abstract class PlatformRehearsal implements Rehearsal {

    private static final long FIRST_ID = 3_028_689_418_086_124_000L;

    private final PlatformWorld<?> world;
    private final Instant opened = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    protected PlatformRehearsal(PlatformWorld<?> world) {
        this.world = world;
    }

    /** Makes a record of the stream. */
    protected abstract void make(long id, Instant modified);

    /** Changes it now. */
    protected abstract void touch(long id, Instant now);

    /** As the connector names it: its number, and perhaps a word. */
    protected ExternalId name(long id) {
        return new ExternalId(Long.toString(id));
    }

    protected final JdbcTemplate jdbc() {
        return world.jdbc();
    }

    protected final String shop() {
        return world.shop().value();
    }

    /** As the simulators' tables keep it. */
    public static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    @Override
    public int pageSize() {
        return world.pageSize();
    }

    @Override
    public Window window() {
        return new Window(opened.minus(Duration.ofMinutes(40)), opened.minus(Duration.ofMinutes(10)));
    }

    @Override
    public Window later() {
        return new Window(window().to(), Instant.now().plusSeconds(1));
    }

    @Override
    public List<ExternalId> fill(int records) {
        world.begin();
        var ids = LongStream.range(FIRST_ID, FIRST_ID + records).boxed().toList();
        // Three a second: many share one.
        ids.forEach(id -> make(id, window().from().plusSeconds(60 + (id - FIRST_ID) / 3)));
        return ids.stream().map(this::name).toList();
    }

    @Override
    public void change(ExternalId id) {
        touch(Long.parseLong(id.value().replaceAll("\\D", "")), Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    @Override
    public void rateLimitNext(Duration wait) {
        world.faults().rateLimitNext(1, (int) wait.toSeconds());
    }

    @Override
    public void expireToken() {
        world.faults().expireToken(world.shop());
    }

    @Override
    public void revoke() {
        jdbc().update("UPDATE sim_token SET expires_at = '2020-01-01', refresh_expires_at = '2020-01-01'");
    }

    @Override
    public void stallNext() {
        world.stallNext();
    }

    @Override
    public void failNext(int status) {
        world.faults().failNext(status, 1);
    }

    @Override
    public void truncateNext() {
        world.faults().truncateNext(1);
    }

    /** A paid order of one line. */
    public final void order(long tid, Instant modified) {
        jdbc().update(
                        "INSERT INTO sim_order (shop_key, tid, status, kind, created_at, modified_at, paid_at, buyer,"
                                + " buyer_nick, receiver, goods, payment) VALUES (?, ?, 'PAID', 'fixed', ?, ?, ?, 'AAbuyer1', '示例买家',"
                                + " '{\"name\":\"示例\",\"mobile\":\"13800000000\",\"state\":\"浙江省\",\"city\":\"杭州市\"}', 120, 120)",
                        shop(),
                        tid,
                        utc(modified.minusSeconds(30)),
                        utc(modified),
                        utc(modified));
        jdbc().update(
                        "INSERT INTO sim_line (shop_key, tid, oid, position, item_id, sku_id, code, title, quantity, price,"
                                + " paid_share, status) VALUES (?, ?, ?, 1, 600000000001, 0, 'TEA-01', '高山红茶', 2, 60, 120, 'PAID')",
                        shop(),
                        tid,
                        tid);
    }

    /** An item that is up, with these variants or none. */
    public final void item(long id, Instant modified, long... skus) {
        jdbc().update(
                        "INSERT INTO sim_item (shop_key, item_id, code, title, price, up, created_at, modified_at)"
                                + " VALUES (?, ?, ?, '高山红茶', 60, TRUE, ?, ?)",
                        shop(),
                        id,
                        "TEA-" + id,
                        utc(modified),
                        utc(modified));
        for (long sku : skus.length == 0 ? new long[] {0} : skus) {
            jdbc().update(
                            "INSERT INTO sim_sku (shop_key, item_id, sku_id, code, name, price, quantity)"
                                    + " VALUES (?, ?, ?, ?, '颜色:红色', 60, 4)",
                            shop(),
                            id,
                            sku,
                            "TEA-" + id + "-" + sku);
        }
    }
}
