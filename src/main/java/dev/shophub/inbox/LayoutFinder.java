package dev.shophub.inbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells which layout a file has, by its headers; where none fits, what was found and what is missing. */
final class LayoutFinder {

    /** Explanations stand above the headers, never more lines than these. */
    private static final int FIRST_ROWS = 15;

    private static final int SHOWN = 14;

    private final List<Layout> layouts;

    LayoutFinder(List<Layout> layouts) {
        this.layouts = layouts;
    }

    /**
     * The layout of a file of a shop on this platform.
     *
     * @throws KeptOutException when none fits, or more than one equally well, or only one of another platform
     */
    Fit find(List<Grid> grids, String fileName, String platform) {
        var ours = layouts.stream().filter(layout -> layout.isOf(platform)).toList();
        try {
            return find(grids, fileName, ours);
        } catch (KeptOutException none) {
            if (none.isUnknownLayout()) {
                other(grids, fileName, platform);
            }
            throw none;
        }
    }

    private void other(List<Grid> grids, String fileName, String platform) {
        Fit fit;
        try {
            fit = find(grids, fileName, layouts);
        } catch (KeptOutException none) {
            return;
        }
        throw new KeptOutException(
                "other-platform", String.join(", ", fit.layout().platforms()), platform);
    }

    private static Fit find(List<Grid> grids, String fileName, List<Layout> layouts) {
        var fits = new ArrayList<Scored>();
        for (var grid : grids) {
            for (int row = 0; row < Math.min(FIRST_ROWS, grid.rows().size()); row++) {
                if (filled(grid, row) >= 2) {
                    collect(grid, row, fileName, layouts, fits);
                }
            }
        }
        var whole = fits.stream().filter(scored -> scored.fit().isWhole()).toList();
        if (whole.isEmpty()) {
            throw unknown(grids, fits);
        }
        int best = whole.stream().mapToInt(Scored::score).max().orElseThrow();
        var first = whole.stream().filter(scored -> scored.score() == best).toList();
        var names = first.stream()
                .map(scored -> scored.fit().layout().name())
                .distinct()
                .toList();
        if (names.size() > 1) {
            throw new KeptOutException("ambiguous", String.join(", ", names));
        }
        return first.get(0).fit();
    }

    private record Scored(Fit fit, int score) {}

    private static long filled(Grid grid, int row) {
        return grid.rows().get(row).stream().filter(cell -> !cell.isBlank()).count();
    }

    private static void collect(Grid grid, int row, String fileName, List<Layout> layouts, List<Scored> fits) {
        var headers = new HeaderRow(grid.rows().get(row));
        for (var layout : layouts) {
            var named = layout.named().stream()
                    .anyMatch(word -> fileName.contains(word) || grid.name().contains(word));
            var sheet = layout.sheet().isEmpty()
                    || grid.name().isEmpty()
                    || grid.name().contains(layout.sheet());
            if (sheet && (named || layout.named().isEmpty())) {
                var fit = new Fit(layout, grid, row, headers);
                fits.add(new Scored(fit, fit.score(named)));
            }
        }
    }

    private static KeptOutException unknown(List<Grid> grids, List<Scored> fits) {
        var headers = grids.stream()
                .flatMap(grid -> grid.rows().stream().limit(FIRST_ROWS))
                .max(Comparator.comparingLong(
                        cells -> cells.stream().filter(cell -> !cell.isBlank()).count()))
                .map(cells -> cells.stream()
                        .filter(cell -> !cell.isBlank())
                        .limit(SHOWN)
                        .map(String::strip)
                        .collect(Collectors.joining(" | ")))
                .orElse("");
        Optional<Fit> nearest = fits.stream()
                .map(Scored::fit)
                .filter(fit -> !fit.columns().isEmpty())
                .max(Comparator.<Fit>comparingInt(fit -> -fit.missing().size())
                        .thenComparing(fit -> fit.columns().size()));
        return nearest.map(fit -> new KeptOutException(
                        "unknown-layout-near", headers, fit.layout().name(), String.join(" | ", fit.missing())))
                .orElseGet(() -> new KeptOutException("unknown-layout", headers));
    }
}
