package dev.shophub.inbox;

import java.util.List;

/**
 * A sheet as texts; line n is row n - 1.
 *
 * @param name of the sheet; empty in text files
 * @param ragged rows may end where their last value is; in text files each has all cells
 */
record Grid(String name, List<List<String>> rows, boolean ragged) {

    /** A cell, stripped; empty where the row is shorter. */
    String cell(int row, int column) {
        var cells = rows.get(row);
        return column < cells.size() ? cells.get(column).strip() : "";
    }

    /** Whether a row has nothing at all in it. */
    boolean isBlank(int row) {
        return rows.get(row).stream().allMatch(String::isBlank);
    }
}
