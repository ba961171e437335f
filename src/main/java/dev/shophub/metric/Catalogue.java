package dev.shophub.metric;

import dev.shophub.settings.StartRefusedException;
import dev.shophub.store.FigureQuery;
import dev.shophub.store.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Every figure, defined once: {@code config/metrics/catalogue.yaml} and the queries of {@code config/sql/metrics}. */
public final class Catalogue {

    private static final Set<String> FIGURE_KEYS =
            Set.of("zh", "en", "unit", "basis", "query", "source", "of", "good", "ripens");
    private static final Set<String> QUERY_KEYS = Set.of("grain", "periods", "reach", "snapshot");

    private final Map<String, Figure> figures = new LinkedHashMap<>();
    private final List<Query> queries = new ArrayList<>();
    private final List<Figure> lines = new ArrayList<>();
    private final List<Figure> profit = new ArrayList<>();

    /**
     * A query and when it is asked.
     *
     * @param onward all later days are asked again when an older one changes
     * @param snapshot asked for the running day only
     */
    record Query(FigureQuery query, Set<Span.Kind> periods, boolean onward, boolean snapshot) {}

    private Catalogue() {}

    /**
     * Reads it.
     *
     * @param config the folder of the configuration
     * @throws StartRefusedException naming file and entry of the first mistake
     */
    public static Catalogue read(Path config) {
        var file = config.resolve("metrics").resolve("catalogue.yaml");
        var catalogue = new Catalogue();
        try {
            var root = entries(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file)), "file");
            entries(root.get("figures"), "figures").forEach((key, entry) -> catalogue.addFigure(key, entry));
            entries(root.get("queries"), "queries")
                    .forEach((key, entry) ->
                            catalogue.addQuery(key, entry, config.resolve("sql").resolve("metrics")));
            catalogue.lines.addAll(catalogue.list(root.get("report")));
            catalogue.profit.addAll(catalogue.list(root.get("profit")));
            catalogue.check();
        } catch (IOException unreadable) {
            throw new StartRefusedException(
                    "The catalogue of figures cannot be read (%s); put the shipped file there".formatted(file),
                    unreadable);
        } catch (YAMLException | IllegalArgumentException wrong) {
            throw new StartRefusedException(
                    "The catalogue of figures cannot be used (%s): %s".formatted(file, wrong.getMessage()), wrong);
        }
        return catalogue;
    }

    /** All figures, in the catalogue's order. */
    public Collection<Figure> figures() {
        return figures.values();
    }

    public Optional<Figure> find(String key) {
        return Optional.ofNullable(figures.get(key));
    }

    /** @throws IllegalArgumentException when there is no such figure */
    public Figure figure(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("No such figure (figure=" + key + ")"));
    }

    /** The lines of a report, in their order. */
    List<Figure> lines() {
        return lines;
    }

    /** The lines that only readers of profit see. */
    List<Figure> profit() {
        return profit;
    }

    List<Query> queries() {
        return queries;
    }

    /** The query that computes a figure of a shop; empty for what is read or made of others. */
    Optional<Query> queryOf(Figure figure) {
        return figure.origin() instanceof Figure.Computed computed
                ? queries.stream()
                        .filter(one -> one.query().name().equals(computed.query()))
                        .findFirst()
                : Optional.empty();
    }

    /** Whether any of it is read from exports. */
    boolean isExported(Figure figure) {
        return figure.origin() instanceof Figure.Exported
                || figure.formula().stream()
                        .flatMap(formula -> formula.figures().stream())
                        .anyMatch(part -> figure(part).origin() instanceof Figure.Exported);
    }

    private List<Figure> list(Object names) {
        return names instanceof List<?> list
                ? list.stream().map(name -> figure(name.toString())).toList()
                : List.of();
    }

    private void addFigure(String key, Object entry) {
        var fields = fields(key, entry, FIGURE_KEYS);
        figures.put(
                key,
                new Figure(
                        key,
                        text(key, fields, "zh"),
                        text(key, fields, "en"),
                        word(Unit.class, key, text(key, fields, "unit")),
                        word(Figure.Basis.class, key, text(key, fields, "basis")),
                        origin(key, fields),
                        Optional.ofNullable(fields.get("good"))
                                .map(word -> word(Figure.Good.class, key, word.toString())),
                        Integer.parseInt(fields.getOrDefault("ripens", 0).toString())));
    }

    private static Figure.Origin origin(String key, Map<String, Object> fields) {
        var origins = new ArrayList<Figure.Origin>();
        origin(fields, "query", Figure.Computed::new).ifPresent(origins::add);
        origin(fields, "source", Figure.Exported::new).ifPresent(origins::add);
        origin(fields, "of", text -> new Figure.Derived(Formula.parse(text))).ifPresent(origins::add);
        if (origins.size() != 1) {
            throw new IllegalArgumentException("figure " + key + " needs one of query, source and of");
        }
        return origins.get(0);
    }

    private static Optional<Figure.Origin> origin(
            Map<String, Object> fields, String field, Function<String, Figure.Origin> make) {
        return Optional.ofNullable(fields.get(field)).map(value -> make.apply(value.toString()));
    }

    private void addQuery(String name, Object entry, Path folder) {
        var fields = fields(name, entry, QUERY_KEYS);
        var byItem = "item".equals(fields.getOrDefault("grain", "shop"));
        var sql = sql(folder.resolve(name + ".sql"));
        var answers = figures.values().stream()
                .filter(figure -> byItem ? sql.contains("`" + figure.key() + "`") : isComputedBy(figure, name))
                .map(Figure::key)
                .toList();
        Set<Span.Kind> periods = fields.get("periods") instanceof List<?> words
                ? words.stream()
                        .map(word -> word(Span.Kind.class, name, word.toString()))
                        .collect(Collectors.toSet())
                : Set.of(Span.Kind.DAY);
        queries.add(new Query(
                new FigureQuery(name, sql, answers, byItem),
                periods,
                "onward".equals(fields.get("reach")),
                Boolean.TRUE.equals(fields.get("snapshot"))));
    }

    private static boolean isComputedBy(Figure figure, String query) {
        return figure.origin() instanceof Figure.Computed computed
                && computed.query().equals(query);
    }

    private static String sql(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException missing) {
            throw new IllegalArgumentException("its query cannot be read (" + file + ")", missing);
        }
    }

    private void check() {
        for (var figure : figures.values()) {
            if (figure.origin() instanceof Figure.Computed && queryOf(figure).isEmpty()) {
                throw new IllegalArgumentException("figure " + figure.key() + " names a query that is not there");
            }
            figure.formula().ifPresent(formula -> formula.figures().forEach(part -> {
                if (find(part).isEmpty() || figure(part).formula().isPresent()) {
                    throw new IllegalArgumentException("figure " + figure.key() + " is made of " + part
                            + ", which is not a figure that is computed or read");
                }
            }));
        }
    }

    private static Map<String, Object> fields(String key, Object entry, Set<String> known) {
        var fields = entries(entry, key);
        fields.keySet().stream()
                .filter(field -> !known.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw new IllegalArgumentException(key + " has an unknown key " + field);
                });
        return fields;
    }

    private static Map<String, Object> entries(Object value, String name) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(name + " has no entries");
        }
        var entries = new LinkedHashMap<String, Object>();
        map.forEach((key, one) -> entries.put(key.toString(), one));
        return entries;
    }

    private static String text(String key, Map<String, Object> fields, String field) {
        return Optional.ofNullable(fields.get(field))
                .map(Object::toString)
                .orElseThrow(() -> new IllegalArgumentException(key + " lacks " + field));
    }

    private static <E extends Enum<E>> E word(Class<E> words, String key, String word) {
        try {
            return Enum.valueOf(words, word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(key + " has an unknown word " + word, unknown);
        }
    }
}
