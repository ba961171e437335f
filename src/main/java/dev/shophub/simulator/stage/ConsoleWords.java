package dev.shophub.simulator.stage;

import java.util.List;
import java.util.Map;

/**
 * How a platform's console heads the columns of what it exports, and what it calls its sources of visitors.
 *
 * @param console its name, in file names
 * @param visitors and so on: headers of the shop's days
 * @param channelHeads headers of the two levels of sources; what stands before them goes by {@code fixed}
 * @param channels of the second level, with the first level's name, the one with most visitors first
 * @param fixed a column of each source's row that always says the same
 * @param subtotal what a level says in a row of sums
 * @param items headers of an item's day; empty: items are not exported
 * @param ads name of the advertising console
 */
public record ConsoleWords(
        String console,
        String day,
        String visitors,
        String views,
        String carts,
        String favourites,
        String buyers,
        String orders,
        String pieces,
        String amount,
        String rate,
        List<String> channelHeads,
        List<Map.Entry<String, String>> channels,
        Map<String, String> fixed,
        String subtotal,
        List<String> items,
        String ads) {}
