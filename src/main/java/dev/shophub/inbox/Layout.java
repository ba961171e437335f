package dev.shophub.inbox;

import dev.shophub.metric.Figure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How an export looks, a file of {@code config/inbox}; docs/inbox.md explains it.
 *
 * @param name the file's, and the source of its figures
 * @param platforms whose shops it may be of; empty: any
 * @param people what it counts as a visitor
 * @param named words of which the file's or the sheet's name must contain one; empty: any name
 * @param sheet the sheet it stands on; empty: the first that fits
 * @param day columns that tell the day, by precedence; none of them there: the file's name does
 * @param item columns that tell the item
 * @param channel columns of each level of where visitors came from, or of the advertising plan
 * @param depth how many levels are kept
 * @param subtotal what a level says in the row of its sum
 * @param only columns that must say a certain word; other rows are left out
 * @param unique columns that together may stand only once a day
 * @param checks rates that the file tells too: they must be what its figures make
 */
record Layout(
        String name,
        String zh,
        String en,
        String kind,
        Grain grain,
        Set<String> platforms,
        String people,
        String currency,
        List<String> named,
        String sheet,
        List<String> day,
        List<String> item,
        List<List<String>> channel,
        int depth,
        String subtotal,
        Map<String, String> only,
        List<List<String>> unique,
        List<Column> columns,
        List<Check> checks) {

    /** What a row is. */
    enum Grain {
        /** A shop's day. */
        SHOP,
        /** An item's day. */
        ITEM,
        /** A channel's day, with subtotals. */
        CHANNEL,
        /** An advertising plan's day, or a part of it: they add up to the shop's. */
        PLAN
    }

    /**
     * A figure and the columns that tell it.
     *
     * @param headers by precedence, normalised
     * @param required the layout does not fit without it
     * @param share a fraction or a percentage
     * @param meanOf the cell is a mean: times this figure of the row it is the total
     */
    record Column(Figure figure, List<String> headers, boolean required, boolean share, Optional<String> meanOf) {}

    /** A rate in the file, and the two figures it is made of. */
    record Check(List<String> headers, String over, String under) {}

    String title(String language) {
        return language.equals("zh") ? zh : en;
    }

    boolean isOf(String platform) {
        return platforms.isEmpty() || platforms.contains(platform) || platform.equals(FILE);
    }

    /** The platform of a shop without connector: it lives by its exports. */
    static final String FILE = "file";
}
