package dev.shophub.report;

import dev.shophub.alert.Words;
import dev.shophub.metric.Briefing;
import dev.shophub.metric.Briefing.Line;
import dev.shophub.metric.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dhatim.fastexcel.Worksheet;

/** The figures of a briefing as xlsx: numbers as numbers, unknown ones as empty cells. */
final class Workbook {

    private final Words words;

    Workbook(Words words) {
        this.words = words;
    }

    byte[] of(Briefing briefing, boolean profit) {
        var bytes = new ByteArrayOutputStream();
        try (var book = new org.dhatim.fastexcel.Workbook(bytes, "ShopHub", "1.0")) {
            var lines = new ArrayList<>(briefing.lines());
            if (profit) {
                lines.addAll(briefing.profit());
            }
            figures(book.newWorksheet(words.text("report.sheet.figures")), lines);
            items(book.newWorksheet(words.text("report.sheet.items")), briefing);
            trend(book.newWorksheet(words.text("report.sheet.trend")), briefing);
        } catch (IOException impossible) {
            throw new UncheckedIOException("A workbook cannot be written to memory", impossible);
        }
        return bytes.toByteArray();
    }

    private void figures(Worksheet sheet, List<Line> lines) {
        head(sheet, "figure", "value", "previous", "usual", "last-year");
        for (int row = 1; row <= lines.size(); row++) {
            var line = lines.get(row - 1);
            sheet.value(row, 0, line.figure().name(words.language().getLanguage()));
            number(sheet, row, 1, line.figure().unit(), line.value());
            number(sheet, row, 2, line.figure().unit(), line.previous().map(Briefing.Change::before));
            number(sheet, row, 3, line.figure().unit(), line.usual().map(Briefing.Change::before));
            number(sheet, row, 4, line.figure().unit(), line.lastYear().map(Briefing.Change::before));
        }
        sheet.width(0, 26);
        for (int column = 1; column < 5; column++) {
            sheet.width(column, 16);
        }
    }

    private void items(Worksheet sheet, Briefing briefing) {
        head(sheet, "shop", "code", "title", "value", "usual");
        var items = new ArrayList<>(briefing.top());
        briefing.falling().stream().filter(item -> !items.contains(item)).forEach(items::add);
        for (int row = 1; row <= items.size(); row++) {
            var item = items.get(row - 1);
            sheet.value(row, 0, item.shop());
            sheet.value(row, 1, item.code());
            sheet.value(row, 2, item.title());
            number(sheet, row, 3, Unit.MONEY, Optional.of(item.now()));
            number(sheet, row, 4, Unit.MONEY, Optional.of(item.before()));
        }
        sheet.width(2, 40);
    }

    private void trend(Worksheet sheet, Briefing briefing) {
        head(sheet, "day", "value", "last-year");
        for (int row = 1; row <= briefing.trend().size(); row++) {
            var day = briefing.trend().get(row - 1);
            sheet.value(row, 0, day.day());
            sheet.style(row, 0).format("yyyy-mm-dd").set();
            number(sheet, row, 1, Unit.MONEY, day.now());
            number(sheet, row, 2, Unit.MONEY, day.lastYear());
        }
        sheet.width(0, 12);
    }

    private void head(Worksheet sheet, String... keys) {
        for (int column = 0; column < keys.length; column++) {
            sheet.value(0, column, words.text("report.head." + keys[column]));
            sheet.style(0, column).bold().fillColor("EEF0F4").set();
        }
        sheet.freezePane(0, 1);
    }

    private static void number(Worksheet sheet, int row, int column, Unit unit, Optional<BigDecimal> value) {
        if (value.isEmpty()) {
            return;
        }
        sheet.value(row, column, value.get());
        sheet.style(row, column)
                .format(
                        switch (unit) {
                            case MONEY, RATIO, SCORE -> "#,##0.00";
                            case PERCENT -> "0.00%";
                            case COUNT, PEOPLE -> "#,##0";
                            case SECONDS, DAYS -> "#,##0.0";
                        })
                .set();
    }
}
