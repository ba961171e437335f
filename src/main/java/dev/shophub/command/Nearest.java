package dev.shophub.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which known names somebody perhaps meant. */
final class Nearest {

    private static final int NAMED = 3;

    private Nearest() {}

    /** Up to three names, the nearest first; names too far away are left out. */
    static List<String> to(String meant, Collection<String> known) {
        var word = meant.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name -> near(word, name.toLowerCase(Locale.ROOT)))
                .sorted(Comparator.comparingInt((String name) -> distance(word, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(NAMED)
                .toList();
    }

    private static boolean near(String word, String name) {
        return name.contains(word)
                || word.contains(name)
                || distance(word, name) <= Math.max(2, Math.max(word.length(), name.length()) / 2);
    }

    /** Levenshtein's distance. */
    private static int distance(String one, String other) {
        var previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            var current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
