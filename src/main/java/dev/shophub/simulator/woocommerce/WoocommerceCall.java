package dev.shophub.simulator.woocommerce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.shophub.simulator.stage.Http;
import dev.shophub.simulator.stage.Paging;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A call as the site's interfaces read it.
 *
 * @param verb upper case
 * @param path below {@code /wp-json/wc/v3/}, cut at slashes
 * @param query decoded
 * @param body an object, empty when none
 * @param now the second that a change made now is stamped with
 */
record WoocommerceCall(
        String shop,
        String verb,
        List<String> path,
        Map<String, String> query,
        JsonNode body,
        ZoneId zone,
        Instant now) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_PAGE = 100;
    private static final long USUAL_PAGE = 10;

    static Map<String, String> query(Http.Call call) {
        var query = new LinkedHashMap<String, String>();
        for (var part : call.query().split("&")) {
            if (!part.isEmpty()) {
                var pair = part.split("=", 2);
                query.put(decoded(pair[0]), pair.length == 2 ? decoded(pair[1]) : "");
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    static JsonNode body(Http.Call call) {
        if (call.body().length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            var body = JSON.readTree(call.body());
            if (body != null && body.isObject()) {
                return body;
            }
        } catch (java.io.IOException noJson) {
            throw WoocommerceRefusal.of(400, "rest_invalid_json", "Invalid JSON body passed.");
        }
        throw WoocommerceRefusal.of(400, "rest_invalid_json", "Invalid JSON body passed.");
    }

    boolean reads() {
        return verb.equals("GET");
    }

    /** PUT, POST and PATCH all update an item. */
    boolean updates() {
        return Set.of("PUT", "POST", "PATCH").contains(verb);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    List<String> words(String name) {
        return text(name).stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    List<Long> numbers(String name) {
        return words(name).stream()
                .map(word -> {
                    if (!word.matches("\\d{1,18}|[1-8]\\d{18}")) {
                        throw WoocommerceRefusal.parameter(name);
                    }
                    return Long.valueOf(word);
                })
                .toList();
    }

    /** A moment, read in the site's zone unless it says its offset or the call says GMT. */
    Optional<Instant> time(String name) {
        return text(name).map(text -> {
            try {
                return text.matches(".*(Z|[+-]\\d{2}:?\\d{2})")
                        ? OffsetDateTime.parse(text).toInstant()
                        : LocalDateTime.parse(text)
                                .atZone(datesAreGmt() ? ZoneOffset.UTC : zone)
                                .toInstant();
            } catch (DateTimeException unreadable) {
                throw WoocommerceRefusal.parameter(name);
            }
        });
    }

    private boolean datesAreGmt() {
        return text("dates_are_gmt")
                .filter(word -> Set.of("true", "1").contains(word))
                .isPresent();
    }

    Paging paging() {
        long page = number("page", 1);
        long size = number("per_page", USUAL_PAGE);
        if (page < 1 || page > Integer.MAX_VALUE) {
            throw WoocommerceRefusal.parameter("page");
        }
        if (size < 1 || size > LARGEST_PAGE) {
            throw WoocommerceRefusal.parameter("per_page");
        }
        return new Paging((int) page, (int) size, true);
    }

    private long number(String name, long otherwise) {
        var text = text(name).orElse(Long.toString(otherwise));
        if (!text.matches("-?\\d{1,9}")) {
            throw WoocommerceRefusal.parameter(name);
        }
        return Long.parseLong(text);
    }

    /**
     * What the list is sorted by: a column each, and the id where it does not tell apart.
     *
     * @param columns by the words of {@code orderby}; what is not among them is refused
     */
    String order(Map<String, String> columns, String usual, String id) {
        var by = columns.get(text("orderby").orElse(usual));
        var direction = text("order").orElse("desc");
        if (by == null || !Set.of("asc", "desc").contains(direction)) {
            throw WoocommerceRefusal.parameter(by == null ? "orderby" : "order");
        }
        return by.equals(id) ? id + " " + direction : by + " " + direction + ", " + id + " " + direction;
    }

    long id(int place, String type) {
        var text = path.get(place);
        if (!text.matches("\\d{1,18}|[1-8]\\d{18}")) {
            throw WoocommerceRefusal.invalidId(type);
        }
        return Long.parseLong(text);
    }

    /** The same for one row of a batch. */
    WoocommerceCall withBody(JsonNode row) {
        return new WoocommerceCall(shop, "PUT", path, query, row, zone, now);
    }

    static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("What the simulators' tables keep as JSON is JSON", broken);
        }
    }
}
