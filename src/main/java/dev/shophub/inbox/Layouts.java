package dev.shophub.inbox;

import dev.shophub.inbox.Layout.Check;
import dev.shophub.inbox.Layout.Column;
import dev.shophub.inbox.Layout.Grain;
import dev.shophub.metric.Catalogue;
import dev.shophub.metric.Figure;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a file of {@code config/inbox}; a mistake refuses it by file and line. */
final class Layouts {

    private static final Set<String> KEYS = Set.of(
            "zh",
            "en",
            "kind",
            "grain",
            "platforms",
            "people",
            "currency",
            "named",
            "sheet",
            "day",
            "item",
            "channel",
            "depth",
            "subtotal",
            "only",
            "unique",
            "figures",
            "checks");
    private static final Set<String> COLUMN_KEYS = Set.of("columns", "required", "share", "mean-of");

    private final Catalogue catalogue;
    private final Path file;
    private final Map<String, Object> root;

    private Layouts(Catalogue catalogue, Path file, Map<String, Object> root) {
        this.catalogue = catalogue;
        this.file = file;
        this.root = root;
    }

    /** @throws LayoutFault naming file and line of the first mistake */
    static Layout read(Catalogue catalogue, Path file) {
        var text = text(file);
        try {
            return new Layouts(catalogue, file, entries(yaml().load(text), "")).layout();
        } catch (MarkedYAMLException wrong) {
            var mark = Optional.ofNullable(wrong.getProblemMark()).orElse(wrong.getContextMark());
            throw LayoutFault.noYaml(file, mark == null ? 1 : mark.getLine() + 1, wrong.getProblem());
        } catch (YAMLException wrong) {
            throw LayoutFault.noYaml(file, 1, wrong.getMessage());
        } catch (LayoutFault.Entry wrong) {
            throw new LayoutFault(file, line(yaml().compose(new StringReader(text)), wrong.key()), wrong);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new LayoutFault(
                    file,
                    1,
                    new LayoutFault.Entry("", "layout-unreadable", "cannot be read; expected is a text file in UTF-8"));
        }
    }

    private static Yaml yaml() {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options));
    }

    /** Where a key stands, the first as the file is read; 1 where it stands nowhere. */
    private static int line(Node node, String key) {
        if (node instanceof MappingNode map) {
            for (var entry : map.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key)) {
                    return name.getStartMark().getLine() + 1;
                }
                var below = line(entry.getValueNode(), key);
                if (below > 1) {
                    return below;
                }
            }
        } else if (node instanceof SequenceNode list) {
            return list.getValue().stream()
                    .mapToInt(one -> line(one, key))
                    .filter(found -> found > 1)
                    .findFirst()
                    .orElse(1);
        }
        return 1;
    }

    private Layout layout() {
        unknown(root, KEYS);
        var kind = text("kind");
        var grain = grain();
        var columns = new ArrayList<Column>();
        entries(root.get("figures"), "figures").forEach((figure, entry) -> columns.add(column(kind, figure, entry)));
        if (grain == Grain.ITEM && headers(root.get("item")).isEmpty()) {
            throw new LayoutFault.Entry("grain", "layout-item", "grain item needs the columns of item");
        }
        if (grain == Grain.CHANNEL && levels(root.get("channel")).isEmpty()) {
            throw new LayoutFault.Entry("grain", "layout-channel", "grain channel needs the columns of channel");
        }
        if (columns.stream().noneMatch(Column::required)) {
            throw new LayoutFault.Entry("figures", "layout-required", "no figure is required: any file would fit");
        }
        var only = new LinkedHashMap<String, String>();
        if (root.containsKey("only")) {
            entries(root.get("only"), "only")
                    .forEach((header, word) -> only.put(Cells.header(header), word.toString()));
        }
        return new Layout(
                file.getFileName().toString().replaceFirst("\\.yaml$", ""),
                text("zh"),
                text("en"),
                kind,
                grain,
                Set.copyOf(texts(root.get("platforms"))),
                root.getOrDefault("people", "visitors").toString(),
                root.getOrDefault("currency", "CNY").toString(),
                texts(root.get("named")),
                root.getOrDefault("sheet", "").toString(),
                headers(root.get("day")),
                headers(root.get("item")),
                levels(root.get("channel")),
                depth(),
                root.getOrDefault("subtotal", "汇总").toString(),
                only,
                levels(root.get("unique")),
                columns,
                checks(root.get("checks")));
    }

    private Column column(String kind, String key, Object entry) {
        var figure = catalogue
                .find(key)
                .orElseThrow(() -> new LayoutFault.Entry(
                        key, "layout-no-figure", "figure " + key + " is not in the catalogue", key));
        if (!(figure.origin() instanceof Figure.Exported exported)
                || !exported.kind().equals(kind)) {
            throw new LayoutFault.Entry(
                    key, "layout-other-kind", "figure " + key + " is not one of the kind " + kind, key, kind);
        }
        if (entry == null) {
            throw new LayoutFault.Entry(key, "layout-columns", "figure " + key + " lacks its columns", key);
        }
        var fields = entry instanceof Map<?, ?> ? entries(entry, key) : Map.<String, Object>of("columns", entry);
        unknown(fields, COLUMN_KEYS);
        if (headers(fields.get("columns")).isEmpty()) {
            throw new LayoutFault.Entry(key, "layout-columns", "figure " + key + " lacks its columns", key);
        }
        return new Column(
                figure,
                headers(fields.get("columns")),
                Boolean.TRUE.equals(fields.get("required")),
                Boolean.TRUE.equals(fields.get("share")),
                Optional.ofNullable(fields.get("mean-of")).map(Object::toString));
    }

    private List<Check> checks(Object entries) {
        if (!(entries instanceof List<?> list)) {
            return List.of();
        }
        return list.stream().map(entry -> check(entries(entry, "checks"))).toList();
    }

    private Check check(Map<String, Object> fields) {
        var parts = String.valueOf(fields.get("of")).split(" / ");
        if (parts.length != 2
                || catalogue.find(parts[0].strip()).isEmpty()
                || catalogue.find(parts[1].strip()).isEmpty()) {
            throw new LayoutFault.Entry("checks", "layout-check", "a check needs 'of: one figure / another'");
        }
        return new Check(headers(fields.get("columns")), parts[0].strip(), parts[1].strip());
    }

    private Grain grain() {
        try {
            return Grain.valueOf(text("grain").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new LayoutFault.Entry("grain", "layout-grain", "grain is one of shop, item, channel and plan");
        }
    }

    private int depth() {
        var depth = root.getOrDefault("depth", 1).toString();
        if (!depth.matches("[1-9]")) {
            throw new LayoutFault.Entry("depth", "layout-depth", "depth is a number from 1 to 9");
        }
        return Integer.parseInt(depth);
    }

    private static void unknown(Map<String, Object> fields, Set<String> known) {
        fields.keySet().stream()
                .filter(field -> !known.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw new LayoutFault.Entry(
                            field,
                            "layout-unknown-key",
                            "the key " + field + " is not known; known are "
                                    + known.stream().sorted().toList(),
                            field,
                            String.join(", ", known.stream().sorted().toList()));
                });
    }

    private String text(String key) {
        return Optional.ofNullable(root.get(key))
                .map(Object::toString)
                .orElseThrow(() -> new LayoutFault.Entry("", "layout-lacks", "the file lacks " + key, key));
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : value == null ? List.of() : List.of(value.toString());
    }

    private static List<String> headers(Object value) {
        return texts(value).stream().map(Cells::header).toList();
    }

    private static List<List<String>> levels(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Layouts::headers).toList()
                : List.of();
    }

    private static Map<String, Object> entries(Object value, String key) {
        if (!(value instanceof Map<?, ?> map)) {
            throw key.isEmpty()
                    ? new LayoutFault.Entry("", "layout-empty", "the file has no entries")
                    : new LayoutFault.Entry(key, "layout-entries", key + " has no entries", key);
        }
        var entries = new LinkedHashMap<String, Object>();
        map.forEach((name, one) -> entries.put(name.toString(), one));
        return entries;
    }
}
