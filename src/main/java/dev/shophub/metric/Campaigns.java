package dev.shophub.metric;

import dev.shophub.settings.StartRefusedException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The calendar of campaigns and feasts, {@code config/metrics/campaigns.yaml}: with which day a day is compared, and how much it weighs. */
public final class Campaigns {

    private static final int WEEKS_OF_A_YEAR = 52;

    private final Map<DayOfWeek, BigDecimal> weekdays = new EnumMap<>(DayOfWeek.class);
    private final List<Event> events = new ArrayList<>();

    private Campaigns() {}

    /**
     * Reads it.
     *
     * @param config the folder of the configuration
     * @throws StartRefusedException naming file and mistake
     */
    public static Campaigns read(Path config) {
        var file = config.resolve("metrics").resolve("campaigns.yaml");
        var calendar = new Campaigns();
        try {
            Map<String, Object> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            map(root.get("weekdays"))
                    .forEach((day, weight) -> calendar.weekdays.put(
                            DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)), new BigDecimal(weight.toString())));
            map(root.get("events")).forEach((key, event) -> calendar.events.add(event(map(event))));
        } catch (IOException unreadable) {
            throw new StartRefusedException(
                    "The calendar of campaigns cannot be read (%s); put the shipped file there".formatted(file),
                    unreadable);
        } catch (YAMLException | IllegalArgumentException | DateTimeException wrong) {
            throw new StartRefusedException(
                    "The calendar of campaigns cannot be used (%s): %s".formatted(file, wrong.getMessage()), wrong);
        }
        return calendar;
    }

    private static Event event(Map<String, Object> fields) {
        var dates = fields.get("dates") instanceof List<?> list
                ? list.stream().map(date -> LocalDate.parse(date.toString())).toList()
                : List.<LocalDate>of();
        return new Event(
                fields.get("zh").toString(),
                fields.get("en").toString(),
                Optional.ofNullable(fields.get("date")).map(date -> MonthDay.parse("--" + date)),
                dates,
                Integer.parseInt(fields.get("before").toString()),
                Integer.parseInt(fields.get("after").toString()),
                new BigDecimal(fields.get("weight").toString()));
    }

    private static Map<String, Object> map(Object value) {
        if (!(value instanceof Map<?, ?> entries)) {
            throw new IllegalArgumentException("weekdays and events are maps");
        }
        var map = new java.util.LinkedHashMap<String, Object>();
        entries.forEach((key, one) -> map.put(key.toString(), one));
        return map;
    }

    /** The day of last year that this day is like: as far from the same event, else the same weekday 364 days earlier. */
    public Aligned lastYear(LocalDate day) {
        for (var event : events) {
            var near = event.near(day);
            var before = near.flatMap(date -> event.yearBefore(date));
            if (before.isPresent()) {
                return new Aligned(before.get().plusDays(ChronoUnit.DAYS.between(near.get(), day)), Optional.of(event));
            }
        }
        return new Aligned(day.minusWeeks(WEEKS_OF_A_YEAR), Optional.empty());
    }

    /** How much of a month's plan falls on the day, relative to other days. */
    BigDecimal weight(LocalDate day) {
        var weight = weekdays.getOrDefault(day.getDayOfWeek(), BigDecimal.ONE);
        for (var event : events) {
            if (event.near(day).filter(day::equals).isPresent()) {
                weight = weight.multiply(event.weight());
            }
        }
        return weight;
    }

    /**
     * A day of last year.
     *
     * @param event by which it was aligned; empty: by weekday
     */
    public record Aligned(LocalDate day, Optional<Event> event) {}

    /**
     * A campaign or feast.
     *
     * @param yearly its day where it is the same every year
     * @param dates its days where they are not
     * @param before so many days before it belong to it
     * @param after so many days after it
     */
    public record Event(
            String zh,
            String en,
            Optional<MonthDay> yearly,
            List<LocalDate> dates,
            int before,
            int after,
            BigDecimal weight) {

        /** Its name in a language. */
        public String name(String language) {
            return language.equals("zh") ? zh : en;
        }

        private Optional<LocalDate> near(LocalDate day) {
            return candidates(day)
                    .filter(date -> !day.isBefore(date.minusDays(before)) && !day.isAfter(date.plusDays(after)))
                    .findFirst();
        }

        private Stream<LocalDate> candidates(LocalDate day) {
            return Stream.concat(
                    yearly.stream()
                            .flatMap(date -> Stream.of(date.atYear(day.getYear()), date.atYear(day.getYear() + 1))),
                    dates.stream());
        }

        private Optional<LocalDate> yearBefore(LocalDate date) {
            return yearly.map(one -> one.atYear(date.getYear() - 1)).or(() -> dates.stream()
                    .filter(one -> one.getYear() == date.getYear() - 1)
                    .findFirst());
        }
    }
}
