package dev.shophub.camel.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Mistakes as they happen: a byte flipped, a line lost, doubled or in the wrong place, a wrong indentation. Seeded. */
final class Mutations {

    private final Random random;

    Mutations(long seed) {
        this.random = new Random(seed);
    }

    int pick(int bound) {
        return random.nextInt(bound);
    }

    /** One mistake in a text. */
    String mutated(String text) {
        var lines = new ArrayList<>(text.lines().toList());
        int at = random.nextInt(lines.size());
        switch (random.nextInt(6)) {
            case 0 -> {
                return flipped(text);
            }
            case 1 -> lines.remove(at);
            case 2 -> lines.add(at, lines.get(at));
            case 3 -> {
                int other = random.nextInt(lines.size());
                var line = lines.get(at);
                lines.set(at, lines.get(other));
                lines.set(other, line);
            }
            case 4 -> lines.set(at, "  " + lines.get(at));
            default -> lines.set(at, lines.get(at).replaceFirst("^  ", ""));
        }
        return String.join("\n", lines) + "\n";
    }

    /** One bit of one byte; the text may be no text any more. */
    private String flipped(String text) {
        var bytes = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        int at = random.nextInt(bytes.length);
        bytes[at] ^= (byte) (1 << random.nextInt(7));
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** As it is listed: what came of how many. */
    record Row(int number, String file, String verdict, String told) {}

    static List<String> table(List<Row> rows) {
        var counted = new java.util.TreeMap<String, Integer>();
        rows.forEach(row -> counted.merge(row.verdict(), 1, Integer::sum));
        var lines = new ArrayList<String>();
        counted.forEach((verdict, count) -> lines.add("| " + verdict + " | " + count + " |"));
        return lines;
    }
}
