package dev.shophub.simulator.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.stage.Paging;
import dev.shophub.simulator.stage.Slice;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What an interface answers: a record, or a page of them with its place in the headers. */
record WoocommerceAnswer(int status, Map<String, String> headers, JsonNode body) {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    static WoocommerceAnswer of(JsonNode body) {
        return new WoocommerceAnswer(200, Map.of(), body);
    }

    static WoocommerceAnswer created(JsonNode body) {
        return new WoocommerceAnswer(201, Map.of(), body);
    }

    static <T> WoocommerceAnswer page(
            WoocommerceCall call, Paging paging, Slice<T> page, Function<T, ObjectNode> record, String address) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        var fields = Set.copyOf(call.words("_fields"));
        page.rows().forEach(row -> {
            var node = record.apply(row);
            rows.add(fields.isEmpty() ? node : node.retain(fields));
        });
        long total = page.total().orElseThrow();
        long pages = (total + paging.size() - 1) / paging.size();
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-WP-Total", Long.toString(total));
        headers.put("X-WP-TotalPages", Long.toString(pages));
        var links = new StringBuilder();
        if (paging.number() > 1) {
            links.append(link(address, paging.number() - 1, paging.size(), "prev"));
        }
        if (paging.number() < pages) {
            links.append(links.isEmpty() ? "" : ", ").append(link(address, paging.number() + 1, paging.size(), "next"));
        }
        if (!links.isEmpty()) {
            headers.put("Link", links.toString());
        }
        return new WoocommerceAnswer(200, headers, rows);
    }

    private static String link(String address, int page, int size, String relation) {
        return "<" + address + "?page=" + page + "&per_page=" + size + ">; rel=\"" + relation + "\"";
    }

    /** A time twice: in the site's zone, and in GMT. */
    static void time(ObjectNode node, String name, Optional<Instant> time, ZoneId zone) {
        node.put(
                name,
                time.map(at -> FORM.format(LocalDateTime.ofInstant(at, zone))).orElse(null));
        node.put(
                name + "_gmt",
                time.map(at -> FORM.format(LocalDateTime.ofInstant(at, ZoneOffset.UTC)))
                        .orElse(null));
    }
}
