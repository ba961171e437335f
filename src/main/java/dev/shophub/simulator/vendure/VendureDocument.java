package dev.shophub.simulator.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A GraphQL document as far as clients of a shop write them: operations, fragments, variables, no directives. */
final class VendureDocument {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|,|#[^\\n]*|(\\.\\.\\.|[{}()\\[\\]:$!=|@]|\"(?:[^\"\\\\]|\\\\.)*\"|-?\\d+(?:\\.\\d+)?|[_A-Za-z][_0-9A-Za-z]*)");

    /**
     * One wanted field, or a fragment's fields.
     *
     * @param name of the field; of a fragment {@code "..."}
     * @param alias under which it is answered
     * @param onType of a fragment: whose fields these are
     */
    record Selection(String name, String alias, String onType, Map<String, JsonNode> arguments, List<Selection> of) {}

    private final List<String> tokens = new ArrayList<>();
    private final Map<String, List<Selection>> operations = new HashMap<>();
    private final Map<String, Selection> fragments = new HashMap<>();
    private final JsonNode variables;
    private int place;

    private VendureDocument(String text, JsonNode variables) {
        this.variables = variables;
        var match = TOKEN.matcher(text);
        int end = 0;
        while (match.find() && match.start() == end) {
            end = match.end();
            if (match.group(1) != null) {
                tokens.add(match.group(1));
            }
        }
        if (end != text.length()) {
            throw VendureRefusal.invalid("Syntax Error: Unexpected character at " + end);
        }
    }

    /**
     * The fields asked for, variables put in.
     *
     * @throws VendureRefusal when it is no document, or has no such operation
     */
    static List<Selection> fields(String text, String operation, JsonNode variables) {
        var document = new VendureDocument(text, variables);
        document.read();
        var found = operation.isEmpty() && document.operations.size() == 1
                ? document.operations.values().iterator().next()
                : document.operations.get(operation);
        if (found == null) {
            throw VendureRefusal.invalid("Unknown operation named \"" + operation + "\".");
        }
        return document.resolved(found);
    }

    private void read() {
        while (place < tokens.size()) {
            if (peek("{")) {
                operations.put("", selections());
                continue;
            }
            var kind = next();
            var name = peek("{") || peek("(") ? "" : next();
            if (kind.equals("fragment")) {
                expect("on");
                var type = next();
                fragments.put(name, new Selection("...", name, type, Map.of(), selections()));
            } else {
                skipDefinitions();
                operations.put(name, selections());
            }
        }
    }

    /** Types of variables are not checked. */
    private void skipDefinitions() {
        if (peek("(")) {
            while (!next().equals(")")) {
                // up to the end of the definitions
            }
        }
    }

    private List<Selection> selections() {
        expect("{");
        var found = new ArrayList<Selection>();
        while (!peek("}")) {
            found.add(selection());
        }
        expect("}");
        return found;
    }

    private Selection selection() {
        var name = next();
        if (name.equals("...")) {
            if (peek("on")) {
                next();
                return new Selection("...", "", next(), Map.of(), selections());
            }
            return new Selection("...", next(), "", Map.of(), List.of());
        }
        var alias = name;
        if (peek(":")) {
            next();
            name = next();
        }
        var arguments = peek("(") ? arguments() : Map.<String, JsonNode>of();
        return new Selection(name, alias, "", arguments, peek("{") ? selections() : List.of());
    }

    private Map<String, JsonNode> arguments() {
        expect("(");
        var arguments = new HashMap<String, JsonNode>();
        while (!peek(")")) {
            var name = next();
            expect(":");
            arguments.put(name, value());
        }
        expect(")");
        return arguments;
    }

    private JsonNode value() {
        var token = next();
        return switch (token) {
            case "$" -> variables.path(next());
            case "[" -> list();
            case "{" -> object();
            case "true" -> JsonNodeFactory.instance.booleanNode(true);
            case "false" -> JsonNodeFactory.instance.booleanNode(false);
            case "null" -> JsonNodeFactory.instance.nullNode();
            default -> token.startsWith("\"")
                    ? JsonNodeFactory.instance.textNode(token.substring(1, token.length() - 1))
                    : token.matches("-?\\d+")
                            ? JsonNodeFactory.instance.numberNode(Long.parseLong(token))
                            : JsonNodeFactory.instance.textNode(token);
        };
    }

    private ArrayNode list() {
        var list = JsonNodeFactory.instance.arrayNode();
        while (!peek("]")) {
            list.add(value());
        }
        expect("]");
        return list;
    }

    private ObjectNode object() {
        var object = JsonNodeFactory.instance.objectNode();
        while (!peek("}")) {
            var name = next();
            expect(":");
            object.set(name, value());
        }
        expect("}");
        return object;
    }

    /** Named fragments put where they are spread. */
    private List<Selection> resolved(List<Selection> selections) {
        return selections.stream()
                .map(selection -> {
                    if (!selection.name().equals("...") || !selection.onType().isEmpty()) {
                        return new Selection(
                                selection.name(),
                                selection.alias(),
                                selection.onType(),
                                selection.arguments(),
                                resolved(selection.of()));
                    }
                    var fragment = fragments.get(selection.alias());
                    if (fragment == null) {
                        throw VendureRefusal.invalid("Unknown fragment \"" + selection.alias() + "\".");
                    }
                    return new Selection("...", "", fragment.onType(), Map.of(), resolved(fragment.of()));
                })
                .toList();
    }

    /** What is asked for of what there is. */
    static JsonNode answer(JsonNode whole, List<Selection> wanted) {
        if (whole.isArray()) {
            var list = JsonNodeFactory.instance.arrayNode();
            whole.forEach(element -> list.add(answer(element, wanted)));
            return list;
        }
        if (!whole.isObject() || wanted.isEmpty()) {
            return whole;
        }
        var answer = JsonNodeFactory.instance.objectNode();
        take(whole, wanted, answer);
        return answer;
    }

    private static void take(JsonNode whole, List<Selection> wanted, ObjectNode answer) {
        for (var selection : wanted) {
            if (selection.name().equals("...")) {
                if (isA(whole, selection.onType())) {
                    take(whole, selection.of(), answer);
                }
            } else if (whole.has(selection.name())) {
                answer.set(selection.alias(), answer(whole.get(selection.name()), selection.of()));
            } else {
                throw VendureRefusal.invalid("Cannot query field \"" + selection.name() + "\" on type \""
                        + whole.path("__typename").asText("Query") + "\".");
            }
        }
    }

    private static boolean isA(JsonNode whole, String type) {
        return type.equals(whole.path("__typename").asText("")) || type.equals("ErrorResult") && whole.has("errorCode");
    }

    private boolean peek(String token) {
        return place < tokens.size() && tokens.get(place).equals(token);
    }

    private String next() {
        if (place >= tokens.size()) {
            throw VendureRefusal.invalid("Syntax Error: Unexpected <EOF>.");
        }
        return tokens.get(place++);
    }

    private void expect(String token) {
        var found = next();
        if (!found.equals(token)) {
            throw VendureRefusal.invalid("Syntax Error: Expected \"" + token + "\", found \"" + found + "\".");
        }
    }
}
