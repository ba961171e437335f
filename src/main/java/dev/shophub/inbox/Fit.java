package dev.shophub.inbox;

import dev.shophub.inbox.Layout.Check;
import dev.shophub.inbox.Layout.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A layout laid over a row of headers: which column tells what, and what is missing. */
final class Fit {

    private final Layout layout;
    private final Grid grid;
    private final int headerRow;
    private final HeaderRow headers;
    private final Map<Column, HeaderRow.Place> columns = new LinkedHashMap<>();
    private final Map<Check, HeaderRow.Place> checks = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();

    Fit(Layout layout, Grid grid, int headerRow, HeaderRow headers) {
        this.layout = layout;
        this.grid = grid;
        this.headerRow = headerRow;
        this.headers = headers;
        for (var column : layout.columns()) {
            var place = headers.find(column.headers());
            place.ifPresent(found -> columns.put(column, found));
            if (place.isEmpty() && column.required()) {
                missing.add(column.headers().get(0));
            }
        }
        need(layout.item());
        for (var level : layout.channel().subList(0, layout.grain() == Layout.Grain.CHANNEL ? 1 : 0)) {
            need(level);
        }
        layout.only().keySet().forEach(header -> need(List.of(header)));
        layout.checks().forEach(check -> headers.find(check.headers()).ifPresent(place -> checks.put(check, place)));
    }

    private void need(List<String> names) {
        if (!names.isEmpty() && headers.find(names).isEmpty()) {
            missing.add(names.get(0));
        }
    }

    Layout layout() {
        return layout;
    }

    Grid grid() {
        return grid;
    }

    /** Its row in the grid, from 0. */
    int headerRow() {
        return headerRow;
    }

    int width() {
        return headers.width();
    }

    boolean isWhole() {
        return missing.isEmpty();
    }

    /** Headers that the layout needs and the row has not. */
    List<String> missing() {
        return missing;
    }

    /** How many of its figures the row tells; items and channels count more, a name that fits more than those. */
    int score(boolean named) {
        var parts = layout.item().isEmpty() && layout.channel().isEmpty() ? 0 : 100;
        return columns.size() + parts + (named ? 1_000 : 0);
    }

    Map<Column, HeaderRow.Place> columns() {
        return columns;
    }

    Map<Check, HeaderRow.Place> checks() {
        return checks;
    }

    /** The text of the first of these columns that is there; empty where none is. */
    Optional<String> text(int row, List<String> names) {
        return headers.find(names).map(place -> grid.cell(row, place.column()));
    }
}
