package dev.shophub.metric;

import dev.shophub.store.FigureTables;
import dev.shophub.store.FigureTables.Value;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of several exports of a day is believed: numerator and denominator of a ratio always come from the same ones. */
final class Exports {

    private static final String VISITORS = "visitors";
    private static final String SPEND = "ad-spend";
    private static final String ADS = "ads";

    /** The source of a day's traffic: the first by name that tells the shop's visitors. */
    Optional<String> leading(Collection<Value> day) {
        return day.stream()
                .filter(value -> value.figure().equals(VISITORS)
                        && value.channel().isEmpty()
                        && !value.source().equals(FigureTables.BOOKS))
                .map(Value::source)
                .min(String::compareTo);
    }

    /**
     * A figure of a day. Advertising is added up over its sources, but only where each of them tells the figure; traffic is the
     * leading source's alone; anything else is the first source's by name.
     */
    Optional<BigDecimal> value(Collection<Value> day, Figure figure) {
        var kind = figure.origin() instanceof Figure.Exported exported ? exported.kind() : "";
        var sources = sources(day, figure.key());
        if (kind.equals(ADS)) {
            return sources.containsAll(sources(day, SPEND)) ? sum(day, figure, sources) : Optional.empty();
        }
        var leading = kind.equals("traffic") ? leading(day) : Optional.<String>empty();
        return leading.or(() -> sources.stream().min(String::compareTo))
                .flatMap(source -> sum(day, figure, Set.of(source)));
    }

    private static Set<String> sources(Collection<Value> day, String figure) {
        return day.stream()
                .filter(value -> value.figure().equals(figure)
                        && value.channel().isEmpty()
                        && !value.source().equals(FigureTables.BOOKS))
                .map(Value::source)
                .collect(Collectors.toSet());
    }

    private static Optional<BigDecimal> sum(Collection<Value> day, Figure figure, Set<String> sources) {
        return day.stream()
                .filter(value -> value.figure().equals(figure.key())
                        && value.channel().isEmpty()
                        && sources.contains(value.source()))
                .map(Value::value)
                .reduce(BigDecimal::add);
    }

    /** A figure by channel; of the first source by name that tells channels of it, of advertising plans all sources'. */
    Map<String, BigDecimal> channels(Collection<Value> day, String figure) {
        var parts = day.stream()
                .filter(value ->
                        value.figure().equals(figure) && !value.channel().isEmpty())
                .toList();
        var first = parts.stream().map(Value::source).min(String::compareTo).orElse("");
        var channels = new LinkedHashMap<String, BigDecimal>();
        parts.stream()
                .filter(value -> figure.startsWith("ad-") || value.source().equals(first))
                .forEach(value -> channels.merge(value.channel(), value.value(), BigDecimal::add));
        return channels;
    }
}
