package dev.shophub.simulator.export;

import dev.shophub.simulator.export.ExportState.Paid;
import dev.shophub.simulator.stage.ConsoleWords;
import dev.shophub.simulator.trade.TradeShop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dhatim.fastexcel.Workbook;

/** Exports of a played shop's console and advertising: the last month and the same days a year ago, items, sources, plans. */
public final class ConsoleExports {

    private static final int DAYS = 30;
    private static final int YEAR = 364;
    /** Campaigns and feasts move the day that is compared. */
    private static final int MOVED = 14;

    private final ExportState state;
    private final long seed;

    public ConsoleExports(ExportState state, long seed) {
        this.state = state;
        this.seed = seed;
    }

    /** The files that tell of yesterday, as xlsx. */
    public List<ConsoleFile> of(TradeShop shop, ConsoleWords words, LocalDate yesterday) {
        var invented = new Invented(seed, yesterday);
        var paid = state.days(shop.key(), shop.zone(), yesterday.minusDays(DAYS - 1), yesterday);
        if (paid.isEmpty()) {
            return List.of();
        }
        var days = days(paid, invented, yesterday);
        var files = new ArrayList<ConsoleFile>();
        files.add(file(shop, words.console() + "_店铺", days, shopRows(words, days)));
        files.add(file(
                shop,
                words.console() + "_来源",
                days.tailMap(yesterday.minusDays(DAYS)),
                sourceRows(words, days, invented, yesterday)));
        if (!words.items().isEmpty()) {
            files.add(file(
                    shop,
                    words.console() + "_商品",
                    days.tailMap(yesterday.minusDays(7)),
                    itemRows(shop, words, invented, yesterday)));
        }
        files.add(file(
                shop,
                words.ads() + "_计划_7天",
                days.tailMap(yesterday.minusDays(DAYS)),
                planRows(days, invented, yesterday)));
        return files;
    }

    /** A day of the shop as its console counts it. */
    private record Day(long visitors, long buyers, long orders, long pieces, BigDecimal amount) {}

    private static TreeMap<LocalDate, Day> days(Map<LocalDate, Paid> paid, Invented invented, LocalDate yesterday) {
        var days = new TreeMap<LocalDate, Day>();
        paid.forEach((day, one) -> days.put(
                day,
                new Day(invented.visitors(day, one.buyers()), one.buyers(), one.orders(), one.pieces(), one.amount())));
        var usual = paid.values().stream().mapToLong(Paid::buyers).sum() / paid.size();
        var value = paid.values().stream()
                .map(Paid::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(Math.max(1, usual * paid.size())), 2, RoundingMode.HALF_UP);
        for (int back = YEAR - MOVED; back < YEAR + DAYS + MOVED; back++) {
            var day = yesterday.minusDays(back);
            var buyers = Math.max(1, Math.round(usual * invented.between("last year", day, 0.68, 0.92)));
            days.put(
                    day,
                    new Day(
                            invented.visitors(day, buyers),
                            buyers,
                            buyers,
                            buyers * 2,
                            value.multiply(BigDecimal.valueOf(buyers))));
        }
        return days;
    }

    private static List<List<Object>> shopRows(ConsoleWords words, Map<LocalDate, Day> days) {
        var rows = new ArrayList<List<Object>>();
        rows.add(List.of(
                words.day(),
                words.visitors(),
                words.views(),
                words.carts(),
                words.favourites(),
                words.buyers(),
                words.orders(),
                words.pieces(),
                words.amount(),
                words.rate()));
        days.forEach((day, one) -> rows.add(List.of(
                day.toString(),
                String.format(Locale.ROOT, "%,d", one.visitors()),
                one.visitors() * 4,
                one.visitors() / 11,
                one.visitors() / 19,
                one.buyers(),
                one.orders(),
                one.pieces(),
                String.format(Locale.ROOT, "%,.2f", one.amount()),
                percent(one.buyers(), one.visitors()))));
        return rows;
    }

    private static List<List<Object>> sourceRows(
            ConsoleWords words, TreeMap<LocalDate, Day> days, Invented invented, LocalDate yesterday) {
        var rows = new ArrayList<List<Object>>();
        var head = new ArrayList<Object>(words.fixed().keySet());
        head.add(words.day());
        head.addAll(words.channelHeads());
        head.addAll(List.of(words.visitors(), words.buyers(), words.amount(), words.rate()));
        rows.add(head);
        days.tailMap(yesterday.minusDays(DAYS)).forEach((day, one) -> {
            row(rows, words, day, words.subtotal(), words.subtotal(), one.visitors(), one.buyers(), one.amount());
            var share = 0.42;
            for (var channel : words.channels()) {
                var visitors = Math.round(one.visitors() * share * invented.between(channel.getKey(), day, 0.9, 1.1));
                var buyers = Math.min(
                        visitors,
                        Math.round(
                                one.buyers() * share * invented.between(channel.getKey(), day.plusYears(9), 0.7, 1.3)));
                row(
                        rows,
                        words,
                        day,
                        channel.getValue(),
                        channel.getKey(),
                        visitors,
                        buyers,
                        one.amount()
                                .multiply(BigDecimal.valueOf(buyers))
                                .divide(BigDecimal.valueOf(Math.max(1, one.buyers())), 2, RoundingMode.HALF_UP));
                share *= 0.6;
            }
        });
        return rows;
    }

    private static void row(
            List<List<Object>> rows,
            ConsoleWords words,
            LocalDate day,
            String first,
            String second,
            long visitors,
            long buyers,
            BigDecimal amount) {
        var row = new ArrayList<Object>(words.fixed().values());
        row.addAll(List.of(day.toString(), first, second, visitors, buyers, amount, percent(buyers, visitors)));
        rows.add(row);
    }

    private List<List<Object>> itemRows(TradeShop shop, ConsoleWords words, Invented invented, LocalDate yesterday) {
        var rows = new ArrayList<List<Object>>();
        rows.add(new ArrayList<>(words.items()));
        for (var day : List.of(yesterday.minusDays(7), yesterday.minusDays(1), yesterday)) {
            var items = state.items(shop.key(), shop.zone(), day);
            var largest = items.entrySet().stream()
                    .max(Comparator.comparing(item -> item.getValue().buyers()))
                    .map(Map.Entry::getKey)
                    .orElse(0L);
            items.forEach((item, paid) -> {
                var visitors = invented.visitorsOf(item.toString(), day, paid.buyers(), item.equals(largest));
                rows.add(List.of(
                        day.toString(),
                        item.toString(),
                        paid.title(),
                        visitors,
                        visitors * 3,
                        paid.buyers(),
                        paid.pieces(),
                        paid.amount(),
                        percent(paid.buyers(), visitors)));
            });
        }
        return rows;
    }

    /** Plans that earn well, badly and very well. */
    private static List<List<Object>> planRows(TreeMap<LocalDate, Day> days, Invented invented, LocalDate yesterday) {
        var earns = new LinkedHashMap<String, double[]>();
        earns.put("秋冬主推", new double[] {0.040, 4.6});
        earns.put("新品测款", new double[] {0.022, 1.3});
        earns.put("老客召回", new double[] {0.008, 7.5});
        var rows = new ArrayList<List<Object>>();
        rows.add(List.of("日期", "计划名字", "花费", "展现量", "点击量", "总成交金额", "投入产出比"));
        days.tailMap(yesterday.minusDays(DAYS))
                .forEach((day, one) -> earns.forEach((plan, how) -> {
                    var spend = one.amount()
                            .multiply(BigDecimal.valueOf(how[0] * invented.between(plan, day, 0.8, 1.2)))
                            .setScale(2, RoundingMode.HALF_UP);
                    var sales = spend.multiply(
                                    BigDecimal.valueOf(how[1] * invented.between(plan, day.plusYears(9), 0.85, 1.15)))
                            .setScale(2, RoundingMode.HALF_UP);
                    var clicks = Math.max(1, spend.longValue());
                    rows.add(List.of(
                            day.toString(),
                            plan,
                            spend,
                            clicks * 24,
                            clicks,
                            sales,
                            spend.signum() == 0 ? "" : sales.divide(spend, 5, RoundingMode.HALF_UP)));
                }));
        return rows;
    }

    private static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.2f%%", whole == 0 ? 0 : part * 100.0 / whole);
    }

    private static ConsoleFile file(
            TradeShop shop, String report, SortedMap<LocalDate, ?> days, List<List<Object>> rows) {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "console", "1.0")) {
            var sheet = book.newWorksheet(report.contains("来源") ? "全店流量来源" : "数据");
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < rows.get(row).size(); column++) {
                    var value = rows.get(row).get(column);
                    if (value instanceof Number number) {
                        sheet.value(row, column, number);
                    } else {
                        sheet.value(row, column, value.toString());
                    }
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("A workbook cannot be written to memory", impossible);
        }
        return new ConsoleFile(
                "%s_%s_%s_%s.xlsx".formatted(shop.title(), report, days.firstKey(), days.lastKey()),
                bytes.toByteArray());
    }
}
