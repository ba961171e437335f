package dev.shophub.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was measured: told line by line, and in the end written for people and for programs. */
final class Figures {

    /** One way of doing a phase's work. */
    enum Doer {
        HUB("hub"),
        LIMIT("limit"),
        WRITE_ONLY("limitWriteOnly");

        private final String key;

        Doer(String key) {
            this.key = key;
        }
    }

    private final Map<String, Map<Doer, Double>> rates = new LinkedHashMap<>();
    private final Map<String, Object> single = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    /** @param cpu processor time of all this work, by process, in seconds; empty where it was not taken */
    void rate(String phase, Doer doer, long orders, double seconds, Map<String, Double> cpu) {
        rates.computeIfAbsent(phase, fresh -> new LinkedHashMap<>()).put(doer, orders / seconds);
        say("%-5s %-14s %7.0f orders/s   %s", phase, doer.key, orders / seconds, costs(orders, cpu));
    }

    /** Processor time by process, for a line. */
    static String costs(long orders, Map<String, Double> cpu) {
        return cpu.entrySet().stream()
                .map(process -> "%s %.0f µs".formatted(process.getKey(), process.getValue() * 1e6 / orders))
                .collect(Collectors.joining(", ", "processor time an order: ", ""));
    }

    void single(String key, double value, int decimals) {
        single.put(key, Double.parseDouble(String.format(Locale.ROOT, "%." + decimals + "f", value)));
    }

    /** A distribution beside what plain Java takes for the same; in milliseconds. */
    void latency(String what, String key, double[] measured, double[] floor) {
        single(key, percentile(measured, 95), 1);
        say(
                "%-22s p50 %6.1f ms  p95 %6.1f ms   (%d)   floor p50 %6.1f ms  p95 %6.1f ms   (%d)",
                what,
                percentile(measured, 50),
                percentile(measured, 95),
                measured.length,
                percentile(floor, 50),
                percentile(floor, 95),
                floor.length);
    }

    private static double percentile(double[] values, int percent) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }

    void say(String line, Object... values) {
        var text = String.format(Locale.ROOT, line, values);
        lines.add(text);
        BenchmarkIT.LOG.info("{}", text);
    }

    /** What was told, line by line. */
    void lines(Path file) throws IOException {
        Files.write(file, lines);
    }

    /** {@code result.json}, as programs rely on it, and {@code report.txt}, the same with all there is to know. */
    void write(Path folder) throws IOException {
        var result = new LinkedHashMap<String, Object>();
        for (var phase : List.of("warm", "cold", "dirty")) {
            var rate = rates.get(phase);
            var told = new LinkedHashMap<String, Object>();
            told.put(Doer.HUB.key, Math.round(rate.get(Doer.HUB)));
            told.put(Doer.LIMIT.key, Math.round(rate.get(Doer.LIMIT)));
            double ratio = rate.get(Doer.HUB) / rate.get(Doer.LIMIT);
            told.put("ratio", Math.round(ratio * 1_000) / 1_000.0);
            told.put(Doer.WRITE_ONLY.key, Math.round(rate.get(Doer.WRITE_ONLY)));
            say("%-5s ratio %.2f of the limit with the same work", phase, ratio);
            result.put(phase, told);
        }
        for (var key : List.of(
                "memoryRatio", "memoryMb", "freshnessP95Ms", "pushP95Ms", "mailP95Ms", "slowShopCost", "startMs")) {
            result.put(key, single.get(key));
        }
        var json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        Files.writeString(folder.resolve("result.json"), json.writeValueAsString(result) + "\n");
        lines(folder.resolve("report.txt"));
    }
}
