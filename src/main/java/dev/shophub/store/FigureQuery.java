package dev.shophub.store;

import java.util.List;

/**
 * A query that computes figures.
 *
 * @param name of its file, without ending
 * @param sql answers {@code currency}, of items {@code item} too, and a column a figure, named like it
 * @param figures that it answers
 * @param byItem a row an item instead of one for the shop
 */
public record FigureQuery(String name, String sql, List<String> figures, boolean byItem) {

    public FigureQuery {
        figures = List.copyOf(figures);
        if (figures.isEmpty() || !figures.stream().allMatch(figure -> figure.matches("[a-z][a-z0-9-]{0,47}"))) {
            throw new IllegalArgumentException("A query without figures, or with one of no name (query=" + name + ")");
        }
    }
}
