package dev.shophub.inbox;

import dev.shophub.inbox.Layout.Check;
import dev.shophub.inbox.Layout.Column;
import dev.shophub.inbox.Layout.Grain;
import dev.shophub.metric.Catalogue;
import dev.shophub.metric.Figure;
import dev.shophub.settings.StartRefusedException;
import java.io.IOException;
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
import org.yaml.snakeyaml.error.YAMLException;

/** Reads {@code config/inbox/*.yaml}; a mistake refuses by file and entry. */
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

    /**
     * All layouts, by name.
     *
     * @param config the folder of the configuration
     * @throws StartRefusedException naming file and entry of the first mistake
     */
    static List<Layout> read(Path config, Catalogue catalogue) {
        var folder = config.resolve("inbox");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> read(catalogue, file))
                    .toList();
        } catch (IOException unreadable) {
            throw new StartRefusedException("The layouts of exports cannot be read (%s)".formatted(folder), unreadable);
        }
    }

    private static Layout read(Catalogue catalogue, Path file) {
        try {
            var root = entries(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file)));
            return new Layouts(catalogue, file, root).layout();
        } catch (IOException unreadable) {
            throw new StartRefusedException("The layout cannot be read (%s)".formatted(file), unreadable);
        } catch (YAMLException | IllegalArgumentException wrong) {
            throw new StartRefusedException(
                    "The layout of an export cannot be used (%s): %s".formatted(file, wrong.getMessage()), wrong);
        }
    }

    private Layout layout() {
        unknown(root, KEYS, "the file");
        var kind = text("kind");
        var grain = Grain.valueOf(text("grain").toUpperCase(Locale.ROOT));
        var columns = new ArrayList<Column>();
        entries(root.get("figures")).forEach((figure, entry) -> columns.add(column(kind, figure, entry)));
        if (grain == Grain.ITEM && headers(root.get("item")).isEmpty()) {
            throw new IllegalArgumentException("grain item needs the columns of item");
        }
        if (grain == Grain.CHANNEL && levels(root.get("channel")).isEmpty()) {
            throw new IllegalArgumentException("grain channel needs the columns of channel");
        }
        if (columns.stream().noneMatch(Column::required)) {
            throw new IllegalArgumentException("no figure is required: any file would fit");
        }
        var only = new LinkedHashMap<String, String>();
        if (root.containsKey("only")) {
            entries(root.get("only")).forEach((header, word) -> only.put(Cells.header(header), word.toString()));
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
                Integer.parseInt(root.getOrDefault("depth", 1).toString()),
                root.getOrDefault("subtotal", "汇总").toString(),
                only,
                levels(root.get("unique")),
                columns,
                checks(root.get("checks")));
    }

    private Column column(String kind, String key, Object entry) {
        var figure = catalogue.figure(key);
        if (!(figure.origin() instanceof Figure.Exported exported)
                || !exported.kind().equals(kind)) {
            throw new IllegalArgumentException("figure " + key + " is not one of the kind " + kind);
        }
        var fields = entry instanceof Map<?, ?> ? entries(entry) : Map.<String, Object>of("columns", entry);
        unknown(fields, COLUMN_KEYS, key);
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
        return list.stream()
                .map(Layouts::entries)
                .map(fields -> {
                    var parts = fields.get("of").toString().split(" / ");
                    if (parts.length != 2) {
                        throw new IllegalArgumentException("a check needs 'of: one figure / another'");
                    }
                    return new Check(
                            headers(fields.get("columns")),
                            catalogue.figure(parts[0].strip()).key(),
                            catalogue.figure(parts[1].strip()).key());
                })
                .toList();
    }

    private static void unknown(Map<String, Object> fields, Set<String> known, String where) {
        fields.keySet().stream()
                .filter(field -> !known.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw new IllegalArgumentException(where + " has an unknown key " + field);
                });
    }

    private String text(String key) {
        return Optional.ofNullable(root.get(key))
                .map(Object::toString)
                .orElseThrow(() -> new IllegalArgumentException("the file lacks " + key));
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

    private static Map<String, Object> entries(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("entries are missing");
        }
        var entries = new LinkedHashMap<String, Object>();
        map.forEach((key, one) -> entries.put(key.toString(), one));
        return entries;
    }
}
