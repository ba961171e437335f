package dev.shophub.camel.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/** The YAML DSL's own JSON schema, from the camel-yaml-dsl jar that also runs the routes. */
final class DslSchema {

    private static final String RESOURCE = "/schema/camelYamlDsl.json";

    private final JsonSchema schema;
    private final Set<String> words = new TreeSet<>();

    DslSchema() {
        try (var in = org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader.class.getResourceAsStream(RESOURCE)) {
            var tree = new ObjectMapper().readTree(in);
            collect(tree);
            // Only the parts that a file uses: made beforehand, all of them fill hundreds of megabytes.
            var config =
                    SchemaValidatorsConfig.builder().preloadJsonSchema(false).build();
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(tree, config);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void collect(JsonNode node) {
        if (node.path("properties").isObject()) {
            node.path("properties").fieldNames().forEachRemaining(words::add);
        }
        node.forEach(this::collect);
    }

    /** @throws RefusedException for the mistake that lies deepest: the ones above only follow from it */
    void check(String file, YamlTree tree) throws RefusedException {
        var messages = schema.validate(tree.root());
        var worst = messages.stream()
                .max(Comparator.comparingInt((ValidationMessage message) ->
                                message.getInstanceLocation().getNameCount())
                        .thenComparing(message -> rank(message.getType()))
                        .thenComparing(ValidationMessage::getMessage));
        if (worst.isPresent()) {
            throw new RefusedException(finding(file, tree, worst.get()));
        }
    }

    private static int rank(String type) {
        return switch (type) {
            case "additionalProperties" -> 3;
            case "required" -> 2;
            case "oneOf", "anyOf", "allOf" -> 0;
            default -> 1;
        };
    }

    private Finding finding(String file, YamlTree tree, ValidationMessage message) {
        var pointer = pointer(message);
        if (message.getType().equals("additionalProperties")) {
            var word = message.getProperty() == null ? "" : message.getProperty();
            var near = Nearest.to(word, words).filter(known -> !known.equals(word));
            return new Finding(
                            file,
                            tree.line(YamlTree.child(pointer, word)),
                            "'" + word + "' means nothing here",
                            near.map(known -> "did you mean " + known)
                                    .orElse("look whether it is indented as the lines beside it"))
                    .known(near.isPresent() ? "meaningless-near" : "meaningless", word, near.orElse(""));
        }
        var sentence = message.getMessage();
        var colon = sentence.indexOf(": ");
        var what = colon < 0 ? sentence : sentence.substring(colon + 2);
        var cut = what.length() > 200 ? what.substring(0, 200) + "…" : what;
        return new Finding(
                        file,
                        tree.line(pointer),
                        "the YAML DSL says: " + cut,
                        "compare it with the shipped file and docs/routes.md")
                .known("dsl-says", cut);
    }

    private static String pointer(ValidationMessage message) {
        var path = message.getInstanceLocation();
        var pointer = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            pointer.append(YamlTree.child("", path.getName(i)));
        }
        return pointer.toString();
    }
}
