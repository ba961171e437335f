package dev.shophub.inbox;

import dev.shophub.alert.MailWorld;
import dev.shophub.metric.MetricWorld;
import dev.shophub.model.ShopKey;
import dev.shophub.store.InboxBook;
import dev.shophub.store.InboxFile;
import dev.shophub.store.Said;
import dev.shophub.store.ShopRow;
import dev.shophub.store.TroubleBell;
import dev.shophub.support.Rows;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An inbox over a test's database: two shops with listings, books of some days, and exports as consoles write them. */
public final class InboxWorld {

    static final LocalDate DAY = LocalDate.parse("2026-11-04");
    static final Charset GBK = Charset.forName("GB18030");
    static final int ITEMS = 24;
    static final ExportLayouts LAYOUTS = new ExportLayouts(Path.of("config"), MetricWorld.CATALOGUE, new SilentBell());

    final MailWorld mails;
    final InboxBook book;
    final Inbox inbox;
    final ShopRow other;

    public InboxWorld(MailWorld mails) {
        this.mails = mails;
        var tables = new MetricWorld(mails.data, mails.clock).tables;
        book = new InboxBook(mails.jdbc, mails.transaction, mails.clock);
        inbox = new Inbox(
                new ExportReader(LAYOUTS),
                new ShopTeller(mails.shops),
                new ExportCheck(book, tables, mails.clock),
                book,
                mails.outbox,
                arrival -> List.of(arrival.sender().isEmpty() ? MailWorld.BOSS : arrival.sender()),
                () -> {},
                mails.clock);
        mails.add(new InboxComposer(book, mails.shops, LAYOUTS, mails.words));
        other = mails.shops.ensure(new ShopKey("jd-two"), "jd", "shop", "茶语时光京东店", ZoneId.of("Asia/Shanghai"));
        mails.shops.ensure(new ShopKey("pdd-three"), "file", "shop", "茶语时光拼多多", ZoneId.of("Asia/Shanghai"));
        listings();
    }

    private void listings() {
        var rows = new Rows(mails.data);
        for (int item = 0; item < ITEMS; item++) {
            rows.insert(
                    "listing",
                    "shop_id",
                    mails.shop.id(),
                    "external_id",
                    id(item),
                    "title",
                    "茶" + item,
                    "state",
                    "UP",
                    "currency",
                    "CNY",
                    "price",
                    "99.00");
        }
    }

    static String id(int item) {
        return Long.toString(676_500_000_100L + item);
    }

    /** Nobody is told. */
    private static final class SilentBell implements TroubleBell {

        @Override
        public void raise(String key, String kind, Optional<Long> shopId, Said said) {}

        @Override
        public void cure(String key) {}
    }

    /** What our own orders say of a day. */
    InboxWorld books(LocalDate day, String paid) {
        mails.jdbc.update(
                "REPLACE INTO metric_value (shop_id, period, day, source, figure, currency, value)"
                        + " VALUES (?, 'day', ?, 'books', 'paid-amount', 'CNY', ?)",
                mails.shop.id(),
                day,
                new BigDecimal(paid));
        mails.jdbc.update(
                "REPLACE INTO metric_source_day (shop_id, day, source, verdict, as_of)"
                        + " VALUES (?, ?, 'books', 'complete', '2026-11-05')",
                mails.shop.id(),
                day);
        return this;
    }

    /** 生意参谋 商品, as rows of texts: explanations, headers, a row an item. */
    static List<List<String>> items(LocalDate day) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("数据说明：商品访客数为去重人数", "", "", "", "", "", "", ""));
        rows.add(List.of("统计日期", "商品ID", "商品名称", "商品访客数", "商品浏览量", "支付买家数", "支付金额", "商品支付转化率"));
        for (int item = 0; item < ITEMS; item++) {
            int visitors = 1_200 - item * 7;
            int buyers = 30 + item;
            rows.add(List.of(
                    day.toString(),
                    id(item),
                    "茶" + item,
                    "\"" + String.format("%,d", visitors) + "\"",
                    Integer.toString(visitors * 3),
                    Integer.toString(buyers),
                    "\"" + String.format("%,.2f", buyers * 99.5) + "\"",
                    String.format("%.2f%%", buyers * 100.0 / visitors)));
        }
        return rows;
    }

    static byte[] csv(List<List<String>> rows, Charset charset) {
        var text = new StringBuilder();
        rows.forEach(row -> text.append(String.join(",", row)).append("\r\n"));
        return text.toString().getBytes(charset);
    }

    static byte[] csv(List<List<String>> rows) {
        return csv(rows, StandardCharsets.UTF_8);
    }

    InboxFile drop(String name, byte[] content) {
        return drop(name, "taobao-one", content);
    }

    public InboxFile drop(String name, String folder, byte[] content) {
        return inbox.take(new Arrival(name, folder, "", content));
    }

    /** What takes in mailed files. */
    public MailedExports mailed(String... senders) {
        return new MailedExports(inbox, () -> List.of(senders));
    }

    /** 生意参谋 商品 of the day that is reported, as a console writes it. */
    public static byte[] export() {
        return csv(items(DAY), GBK);
    }

    public InboxBook book() {
        return book;
    }

    /** The files that came in, the newest first. */
    public List<InboxFile> newest() {
        return book.newest(20);
    }

    /** The bean of the route, over a folder of the test's own. */
    public InboxFolder folder(Path folder) {
        return new InboxFolder(folder, 1_000, 1_000_000, () -> {}, inbox);
    }

    /** Every figure of exports that stands, as texts in a fixed order. */
    List<String> figures() {
        var all = new ArrayList<String>();
        all.addAll(mails.jdbc.queryForList(
                "SELECT CONCAT_WS(' ', shop_id, day, source, figure, channel, currency, value) FROM metric_value"
                        + " WHERE source <> 'books' ORDER BY 1",
                String.class));
        all.addAll(mails.jdbc.queryForList(
                "SELECT CONCAT_WS(' ', shop_id, day, source, figure, item, currency, value) FROM metric_item_value"
                        + " WHERE source <> 'books' ORDER BY 1",
                String.class));
        all.addAll(mails.jdbc.queryForList(
                "SELECT CONCAT_WS(' ', shop_id, day, source, kind, verdict, batch) FROM metric_source_day"
                        + " WHERE source <> 'books' ORDER BY 1",
                String.class));
        return all;
    }
}
