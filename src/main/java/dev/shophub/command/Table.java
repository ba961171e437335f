package dev.shophub.command;

import java.util.ArrayList;
import java.util.List;

/** Columns that stand under each other, also where East Asian characters take two cells of the terminal. */
final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... heads) {
        rows.add(List.of(heads));
    }

    Table row(Object... cells) {
        var row = new ArrayList<String>();
        for (var cell : cells) {
            row.add(cell.toString());
        }
        rows.add(row);
        return this;
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    /** Lines without trailing blanks; columns of numbers stand to the right. */
    List<String> lines() {
        int columns = rows.get(0).size();
        var widths = new int[columns];
        var numbers = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            numbers[column] = rows.size() > 1;
            for (int row = 0; row < rows.size(); row++) {
                var cell = rows.get(row).get(column);
                widths[column] = Math.max(widths[column], width(cell));
                numbers[column] &= row == 0 || cell.isEmpty() || cell.matches("-?[0-9][0-9.,%]*|-");
            }
        }
        return rows.stream().map(row -> line(row, widths, numbers)).toList();
    }

    private static String line(List<String> row, int[] widths, boolean[] numbers) {
        var line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            var cell = row.get(column);
            var blanks = " ".repeat(widths[column] - width(cell));
            line.append(column == 0 ? "" : GAP).append(numbers[column] ? blanks + cell : cell + blanks);
        }
        return line.toString().stripTrailing();
    }

    /** Cells of a terminal, by Unicode's East Asian Width (UAX #11): wide and full-width characters take two. */
    static int width(String text) {
        return text.codePoints().map(Table::width).sum();
    }

    private static int width(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = character >= 0x1100
                && (character <= 0x115F
                        || (character >= 0x2E80 && character <= 0x303E)
                        || (character >= 0x3041 && character <= 0xA4CF)
                        || (character >= 0xA960 && character <= 0xA97F)
                        || (character >= 0xAC00 && character <= 0xD7A3)
                        || (character >= 0xF900 && character <= 0xFAFF)
                        || (character >= 0xFE30 && character <= 0xFE6F)
                        || (character >= 0xFF01 && character <= 0xFF60)
                        || (character >= 0xFFE0 && character <= 0xFFE6)
                        || (character >= 0x1F300 && character <= 0x1F64F)
                        || (character >= 0x1F900 && character <= 0x1F9FF)
                        || (character >= 0x20000 && character <= 0x3FFFD));
        return wide ? 2 : 1;
    }
}
