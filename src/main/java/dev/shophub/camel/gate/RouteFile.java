package dev.shophub.camel.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A route file whose blocks are known by name: routes, templates, configurations. */
final class RouteFile {

    /** What may stand at the left margin. */
    enum Kind {
        ROUTE("route"),
        TEMPLATE("routeTemplate"),
        CONFIGURATION("routeConfiguration");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /**
     * One of them.
     *
     * @param line where it begins
     * @param content of the block, comments gone
     */
    record Block(Kind kind, String id, int line, JsonNode content) {}

    private final FileText source;
    private final YamlTree tree;
    private final Map<String, Block> blocks = new LinkedHashMap<>();

    /** @throws RefusedException when a block has no name, or is none of the three kinds */
    RouteFile(FileText source) throws RefusedException {
        this.source = source;
        this.tree = new YamlTree(source);
        if (!tree.root().isArray()) {
            throw new RefusedException(
                            name(),
                            1,
                            "the file is no list of routes",
                            "begin each one with '- route:' at the left margin")
                    .known("no-list");
        }
        int number = 0;
        for (var entry : tree.root()) {
            add(entry, "/" + number++);
        }
    }

    private void add(JsonNode entry, String pointer) throws RefusedException {
        var line = tree.line(pointer);
        var word = entry.isObject() && entry.size() == 1 ? entry.fieldNames().next() : "";
        var kind = java.util.Arrays.stream(Kind.values())
                .filter(one -> one.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                                name(),
                                line,
                                word.isEmpty()
                                        ? "this is no route"
                                        : "'" + word + "' may not stand at the left margin here",
                                "write one of route, routeTemplate, routeConfiguration")
                        .known(word.isEmpty() ? "no-block" : "not-at-margin", word));
        var content = entry.get(word);
        var id = content.path("id");
        if (!id.isTextual() || id.asText().isBlank()) {
            throw new RefusedException(name(), line, "this " + word + " has no id", "give it one: id: <verb>-<thing>")
                    .known("no-id", word);
        }
        var twin = blocks.putIfAbsent(kind + "/" + id.asText(), new Block(kind, id.asText(), line, content));
        if (twin != null) {
            throw new RefusedException(
                            name(),
                            line,
                            "the id " + id.asText() + " stands here and in line " + twin.line(),
                            "give one of them another id")
                    .known("id-twice", id.asText(), twin.line());
        }
    }

    String name() {
        return source.file();
    }

    String text() {
        return source.text();
    }

    FileText source() {
        return source;
    }

    YamlTree tree() {
        return tree;
    }

    List<Block> blocks() {
        return List.copyOf(blocks.values());
    }

    /** Ids of one kind, in the file's order. */
    List<String> ids(Kind kind) {
        return blocks.values().stream()
                .filter(block -> block.kind() == kind)
                .map(Block::id)
                .toList();
    }

    /** Names of beans that an expression asks. */
    Set<String> askedBeans() {
        return tree.root().findValues("method").stream()
                .map(method -> method.path("ref").asText())
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    /** The line of a block, 1 where there is none. */
    int line(Kind kind, String id) {
        var block = blocks.get(kind + "/" + id);
        return block == null ? 1 : block.line();
    }

    /** The line of the first place where this text differs from a former one; 1 where something is only gone. */
    int changedAt(RouteFile former) {
        return blocks().stream()
                .filter(block -> former.block(block)
                                .filter(old -> !old.content().equals(block.content()))
                                .isPresent()
                        || former.block(block).isEmpty())
                .mapToInt(Block::line)
                .findFirst()
                .orElse(1);
    }

    private Optional<Block> block(Block like) {
        return Optional.ofNullable(blocks.get(like.kind() + "/" + like.id()));
    }

    /** Blocks of one kind that differ between two versions, or stand only in one; comments do not count. */
    static Set<String> changed(Kind kind, RouteFile one, RouteFile other) {
        var ids = new HashSet<>(one.ids(kind));
        ids.addAll(other.ids(kind));
        return ids.stream()
                .filter(id -> !java.util.Objects.equals(content(one, kind, id), content(other, kind, id)))
                .collect(Collectors.toSet());
    }

    private static JsonNode content(RouteFile file, Kind kind, String id) {
        var block = file.blocks.get(kind + "/" + id);
        return block == null ? null : block.content();
    }
}
