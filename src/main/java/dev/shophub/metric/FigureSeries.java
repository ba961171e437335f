package dev.shophub.metric;

import dev.shophub.store.FigureTables;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Span;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** One figure of each shop, day by day, for those who work with it elsewhere. */
public final class FigureSeries {

    private final Catalogue catalogue;
    private final FigureTables tables;
    private final Figures figures;

    FigureSeries(Catalogue catalogue, FigureTables tables, Figures figures) {
        this.catalogue = catalogue;
        this.tables = tables;
        this.figures = figures;
    }

    /** @param currency of money, ISO 4217; else empty */
    public record Point(String shop, LocalDate day, String currency, BigDecimal value) {}

    /** Days of which the figure is not known are left out: they are not 0. By shop and day, both ends included. */
    public List<Point> of(Figure figure, List<ShopRow> shops, LocalDate first, LocalDate last) {
        var points = new ArrayList<Point>();
        for (var shop : shops) {
            var book = new Book(catalogue, tables, figures, List.of(shop)).load(first, last);
            for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
                var at = day;
                book.stored(Span.day(day))
                        .value(figure)
                        .ifPresent(value -> points.add(new Point(
                                shop.key().value(),
                                at,
                                figure.unit() == Unit.MONEY ? book.currency() : "",
                                value.stripTrailingZeros())));
            }
        }
        return points;
    }
}
