package dev.shophub.inbox;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The headers of a sheet, by their normalised names, with or without the unit in brackets behind them. */
final class HeaderRow {

    private static final Pattern UNIT = Pattern.compile("(.+)\\((万|千|亿)?(元|秒|次|人|件|个|单|笔|%)?\\)");
    private static final Map<String, BigDecimal> TIMES =
            Map.of("千", new BigDecimal("1000"), "万", new BigDecimal("10000"), "亿", new BigDecimal("100000000"));

    private final Map<String, List<Place>> places = new HashMap<>();
    private final int width;

    /**
     * A column.
     *
     * @param times what the header's unit multiplies its values by
     */
    record Place(int column, BigDecimal times) {}

    HeaderRow(List<String> cells) {
        var last = 0;
        for (int column = 0; column < cells.size(); column++) {
            var header = Cells.header(cells.get(column));
            if (header.isEmpty()) {
                continue;
            }
            last = column + 1;
            add(header, new Place(column, BigDecimal.ONE));
            var unit = UNIT.matcher(header);
            if (unit.matches() && (unit.group(2) != null || unit.group(3) != null)) {
                var times = Optional.ofNullable(unit.group(2)).map(TIMES::get).orElse(BigDecimal.ONE);
                add(unit.group(1), new Place(column, "%".equals(unit.group(3)) ? times.movePointLeft(2) : times));
            }
        }
        width = last;
    }

    private void add(String header, Place place) {
        places.computeIfAbsent(header, one -> new ArrayList<>()).add(place);
    }

    int width() {
        return width;
    }

    /**
     * The column of the first of these names that is there.
     *
     * @throws KeptOutException when there are two of it: which is meant cannot be told
     */
    Optional<Place> find(List<String> names) {
        for (var name : names) {
            var found = places.getOrDefault(name, List.of());
            if (found.size() > 1) {
                throw new KeptOutException("header-twice", name);
            }
            if (!found.isEmpty()) {
                return Optional.of(found.get(0));
            }
        }
        return Optional.empty();
    }
}
