package dev.shophub.simulator.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shophub.simulator.shopify.ShopifyRows.Bulk;
import dev.shophub.simulator.shopify.ShopifyRows.Mark;
import graphql.schema.DataFetchingEnvironment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Bulk operations: a document is answered whole into a file of JSON lines, which is shown as ready a little later. */
final class ShopifyBulks {

    static final String PATH = "/bulk/";

    private static final Duration KEPT = Duration.ofDays(7);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ShopifyLedgerState state;
    private final Duration takes;
    private volatile String server = "";

    ShopifyBulks(ShopifyLedgerState state, Duration takes) {
        this.state = state;
        this.takes = takes;
    }

    /** Answers a document whole, from a place in its list on. */
    @FunctionalInterface
    interface Engine {

        Part answer(ShopifyCall call, String document, Optional<Mark> after);
    }

    /** @param next where the rest begins */
    record Part(Map<String, Object> data, List<String> errors, Optional<Mark> next) {}

    /** Where files are fetched from. */
    void serve(String url) {
        server = url;
    }

    Map<String, Object> run(DataFetchingEnvironment field, Engine engine) {
        var call = ShopifyCall.of(field);
        call.requirePermission("orders");
        String document = field.getArgument("query");
        boolean grouped = field.getArgument("groupObjects");
        return state.inTransaction(() -> {
            if (state.bulkUnderWay(call.shop(), call.now())) {
                return refused(
                        "OPERATION_IN_PROGRESS", "A bulk query operation for this app and shop is already in progress");
            }
            var lines = new ArrayList<String>();
            var after = Optional.<Mark>empty();
            do {
                var part = engine.answer(call.inBulk(), document, after);
                if (!part.errors().isEmpty()) {
                    return refused(
                            "INVALID", "Invalid bulk query: " + part.errors().get(0));
                }
                lines.addAll(lines(part.data(), grouped));
                after = part.next();
            } while (after.isPresent());
            var file = String.join("", lines).getBytes(StandardCharsets.UTF_8);
            long id = state.addBulk(
                    call.shop(),
                    document,
                    lines.size(),
                    file.length,
                    zipped(file),
                    call.now(),
                    call.now().plus(takes));
            var answer = new LinkedHashMap<String, Object>();
            answer.put("bulkOperation", operation(call, id).orElseThrow());
            answer.put("userErrors", List.of());
            return answer;
        });
    }

    private static Map<String, Object> refused(String code, String message) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("bulkOperation", null);
        answer.put("userErrors", List.of(Map.of("code", code, "message", message, "field", List.of("query"))));
        return answer;
    }

    /** One line a record; those of its lists follow it, or all of them come last. */
    private static List<String> lines(Map<String, Object> data, boolean grouped) {
        var first = new ArrayList<String>();
        var children = new ArrayList<String>();
        data.values().forEach(list -> nodes(list).forEach(node -> {
            first.add(line(node, Optional.empty()));
            node.values().forEach(value -> nodes(value)
                    .forEach(child -> (grouped ? first : children).add(line(child, Optional.of(node.get("id"))))));
        }));
        first.addAll(children);
        return first;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> nodes(Object list) {
        return list instanceof Map<?, ?> connection && connection.get("edges") instanceof List<?> edges
                ? edges.stream()
                        .map(edge -> (Map<String, Object>) ((Map<?, ?>) edge).get("node"))
                        .toList()
                : List.of();
    }

    private static String line(Map<String, Object> node, Optional<Object> parent) {
        var row = new LinkedHashMap<String, Object>();
        node.forEach((name, value) -> {
            if (!(value instanceof Map<?, ?> list && list.containsKey("edges"))) {
                row.put(name, value);
            }
        });
        parent.ifPresent(id -> row.put("__parentId", id));
        try {
            return JSON.writeValueAsString(row) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An answer can be written as JSON", impossible);
        }
    }

    Optional<Map<String, Object>> operation(ShopifyCall call, long id) {
        return state.bulk(call.shop(), id).map(bulk -> node(bulk, call.now()));
    }

    private Map<String, Object> node(Bulk bulk, Instant now) {
        boolean ready = !bulk.ready().isAfter(now);
        var node = ShopifyOrders.node("BulkOperation", bulk.id());
        node.put("status", ready ? "COMPLETED" : "RUNNING");
        node.put("errorCode", null);
        node.put("createdAt", ShopifyTime.text(bulk.created()));
        node.put("completedAt", ready ? ShopifyTime.text(bulk.ready()) : null);
        node.put("objectCount", Long.toString(ready ? bulk.objects() : 0));
        node.put("fileSize", ready && bulk.size() > 0 ? Long.toString(bulk.size()) : null);
        node.put("url", ready && bulk.size() > 0 ? server + PATH + bulk.id() + ".jsonl" : null);
        node.put("query", bulk.query());
        return node;
    }

    /** The file of a path such as {@code /bulk/7.jsonl}; empty where there is none, or none any more. */
    Optional<byte[]> file(String path, Instant now) {
        var name = path.substring(PATH.length());
        return name.matches("\\d{1,18}\\.jsonl")
                ? state.file(Long.parseLong(name.substring(0, name.indexOf('.'))), now, now.minus(KEPT))
                        .map(ShopifyBulks::unzipped)
                : Optional.empty();
    }

    private static byte[] zipped(byte[] file) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(file);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static byte[] unzipped(byte[] content) {
        try (var zip = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return zip.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
