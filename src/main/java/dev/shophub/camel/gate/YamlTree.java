package dev.shophub.camel.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML text as a JSON tree that knows the line of each of its nodes. */
final class YamlTree {

    private static final int DEEPEST = 60;

    private final String file;
    private final Map<String, Integer> lines = new HashMap<>();
    private final JsonNode root;

    /** @throws RefusedException naming the line that is no YAML */
    YamlTree(FileText source) throws RefusedException {
        this.file = source.file();
        tabs(source.text());
        this.root = json(composed(source.text()), "", 0);
    }

    JsonNode root() {
        return root;
    }

    /** The line of a JSON pointer, or of the nearest node above it; from 1. */
    int line(String pointer) {
        for (var at = pointer; ; at = at.substring(0, at.lastIndexOf('/'))) {
            var line = lines.get(at);
            if (line != null) {
                return line;
            }
            if (at.isEmpty()) {
                return 1;
            }
        }
    }

    static String child(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    private void tabs(String text) throws RefusedException {
        int number = 0;
        for (var line : text.split("\n", -1)) {
            number++;
            var written = line.stripLeading();
            if (!written.isEmpty()
                    && !written.startsWith("#")
                    && line.substring(0, line.length() - written.length()).contains("\t")) {
                throw new RefusedException(file, number, "the line is indented with a tab", "use blanks").known("tab");
            }
        }
    }

    private Node composed(String text) throws RefusedException {
        var settings = LoadSettings.builder()
                .setLabel(file)
                .setMaxAliasesForCollections(20)
                .setCodePointLimit(FileText.LARGEST)
                .build();
        try {
            return new Compose(settings).composeString(text).orElseThrow(() -> new RefusedException(
                            file, 1, "the file holds no route", "write one")
                    .known("no-route"));
        } catch (MarkedYamlEngineException wrong) {
            var line = wrong.getProblemMark()
                    .or(wrong::getContextMark)
                    .map(mark -> mark.getLine() + 1)
                    .orElse(1);
            var problem = Optional.ofNullable(wrong.getProblem()).orElse("unreadable");
            throw new RefusedException(
                            file,
                            line,
                            "this is no YAML: " + problem,
                            "compare the indentation and colons with the lines above")
                    .known("no-yaml", problem);
        } catch (YamlEngineException wrong) {
            throw new RefusedException(file, 1, "this is no YAML", "compare it with the shipped file")
                    .known("no-yaml-at-all");
        }
    }

    private JsonNode json(Node node, String pointer, int depth) throws RefusedException {
        int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        lines.putIfAbsent(pointer, line);
        if (depth > DEEPEST) {
            throw new RefusedException(file, line, "steps are nested too deeply", "split the route").known("too-deep");
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, pointer, depth);
        }
        if (node instanceof SequenceNode sequence) {
            var array = JsonNodeFactory.instance.arrayNode();
            for (var item : sequence.getValue()) {
                array.add(json(item, pointer + "/" + array.size(), depth + 1));
            }
            return array;
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        throw new RefusedException(file, line, "an alias refers to nothing", "write the value out")
                .known("alias-nothing");
    }

    private JsonNode object(MappingNode mapping, String pointer, int depth) throws RefusedException {
        var object = JsonNodeFactory.instance.objectNode();
        for (var tuple : mapping.getValue()) {
            int line = tuple.getKeyNode()
                    .getStartMark()
                    .map(mark -> mark.getLine() + 1)
                    .orElse(1);
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new RefusedException(file, line, "a key is no word", "write word: value").known("no-word");
            }
            var at = child(pointer, key.getValue());
            if (object.has(key.getValue())) {
                throw new RefusedException(
                                file, line, "the key '" + key.getValue() + "' stands twice", "keep one of them")
                        .known("key-twice", key.getValue());
            }
            lines.putIfAbsent(at, line);
            object.set(key.getValue(), json(tuple.getValueNode(), at, depth + 1));
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        var factory = JsonNodeFactory.instance;
        var value = scalar.getValue();
        if (Tag.BOOL.equals(scalar.getTag())) {
            return factory.booleanNode(Boolean.parseBoolean(value));
        }
        if (Tag.NULL.equals(scalar.getTag())) {
            return factory.nullNode();
        }
        if (Tag.INT.equals(scalar.getTag()) && value.matches("-?\\d{1,18}")) {
            return factory.numberNode(Long.parseLong(value));
        }
        return factory.textNode(value);
    }
}
