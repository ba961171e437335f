package dev.shophub.simulator.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.shophub.simulator.shopify.ShopifyRows.Mark;
import graphql.schema.DataFetchingEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Lists as the platform pages them: so many first, after a cursor that says nothing to others. */
final class ShopifyLists {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 250;

    private ShopifyLists() {}

    /** How many rows are asked for; all of them for a file. */
    static int first(DataFetchingEnvironment field, int all) {
        Integer first = field.getArgument("first");
        if (ShopifyCall.of(field).bulk()) {
            return all;
        }
        if (first == null) {
            throw new ShopifyRefusal(ShopifyRefusal.BAD_REQUEST, "you must provide one of first or last");
        }
        if (first < 0 || first > MOST) {
            throw new ShopifyRefusal(ShopifyRefusal.BAD_REQUEST, "first cannot exceed 250");
        }
        return first;
    }

    /** A list that stands within its record, under its own name. */
    static Object within(DataFetchingEnvironment field) {
        Map<String, Object> source = field.getSource();
        @SuppressWarnings("unchecked")
        var all =
                (List<Map<String, Object>>) source.getOrDefault(field.getField().getName(), List.of());
        int from = mark(field).map(mark -> (int) mark.id()).orElse(0);
        int to = Math.min(all.size(), from + first(field, all.size()));
        var rows = from < to ? all.subList(from, to) : List.<Map<String, Object>>of();
        var cursors = new ArrayList<String>();
        for (int i = from; i < to; i++) {
            cursors.add(cursor(new Mark(Instant.EPOCH, i + 1L)));
        }
        return connection(rows, cursors, to < all.size(), from > 0);
    }

    /** A plain list within its record that may be cut. */
    static Object cut(DataFetchingEnvironment field) {
        Map<String, Object> source = field.getSource();
        @SuppressWarnings("unchecked")
        var all =
                (List<Map<String, Object>>) source.getOrDefault(field.getField().getName(), List.of());
        Integer first = field.getArgument("first");
        return first == null || first >= all.size() ? all : all.subList(0, Math.max(0, first));
    }

    /** Rows that were read one beyond the page. */
    static <T> Map<String, Object> page(
            List<T> oneMore, int first, Function<T, Mark> mark, Function<T, Map<String, Object>> node, boolean later) {
        var rows = oneMore.subList(0, Math.min(first, oneMore.size()));
        return connection(
                rows.stream().map(node).toList(),
                rows.stream().map(mark).map(ShopifyLists::cursor).toList(),
                oneMore.size() > first,
                later);
    }

    private static Map<String, Object> connection(
            List<Map<String, Object>> nodes, List<String> cursors, boolean more, boolean later) {
        var edges = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < nodes.size(); i++) {
            edges.add(Map.of("cursor", cursors.get(i), "node", nodes.get(i)));
        }
        var info = new LinkedHashMap<String, Object>();
        info.put("hasNextPage", more);
        info.put("hasPreviousPage", later);
        info.put("startCursor", cursors.isEmpty() ? null : cursors.get(0));
        info.put("endCursor", cursors.isEmpty() ? null : cursors.get(cursors.size() - 1));
        return Map.of("nodes", nodes, "edges", edges, "pageInfo", info);
    }

    static String cursor(Mark mark) {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("last_id", mark.id())
                .put("last_value", mark.at().toString());
        return Base64.getEncoder().encodeToString(node.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @throws ShopifyRefusal when the cursor is none of the platform's */
    static Optional<Mark> mark(DataFetchingEnvironment field) {
        String after = field.getArgument("after");
        if (after == null) {
            return Optional.empty();
        }
        try {
            var node = JSON.readTree(Base64.getDecoder().decode(after));
            return Optional.of(new Mark(
                    Instant.parse(node.path("last_value").asText()),
                    node.path("last_id").asLong()));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException broken) {
            throw new ShopifyRefusal(ShopifyRefusal.BAD_REQUEST, "Invalid cursor for current pagination sort.");
        } catch (IOException impossible) {
            throw new IllegalStateException("Bytes in memory can be read", impossible);
        }
    }
}
