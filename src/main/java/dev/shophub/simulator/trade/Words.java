package dev.shophub.simulator.trade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lists of words that titles, buyers and reviews are made of, from {@code simulator/trade/words.txt}. */
final class Words {

    private static final Map<String, List<String>> LISTS = read();

    private Words() {}

    static List<String> of(String list) {
        var words = LISTS.get(list);
        if (words == null) {
            throw new IllegalStateException("No such list of words (list=" + list + ")");
        }
        return words;
    }

    private static Map<String, List<String>> read() {
        try (var text = Words.class.getResourceAsStream("/simulator/trade/words.txt")) {
            var lists = new HashMap<String, List<String>>();
            var current = new ArrayList<String>();
            for (var line : new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("[")) {
                    current = new ArrayList<>();
                    lists.put(line.substring(1, line.length() - 1), current);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    current.add(line);
                }
            }
            return Map.copyOf(lists);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
