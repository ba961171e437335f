package dev.shophub.camel.gate;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known word that somebody perhaps meant. */
final class Nearest {

    private static final int TOO_FAR = 4;

    private Nearest() {}

    static Optional<String> to(String meant, Collection<String> known) {
        return known.stream()
                .filter(word -> distance(word, meant) < Math.min(TOO_FAR, Math.max(2, meant.length())))
                .min(Comparator.comparingInt((String word) -> distance(word, meant))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters must be added, dropped, replaced or swapped with their neighbour to make one word of the other. */
    private static int distance(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                int replaced = table[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                table[i][j] = Math.min(replaced, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    table[i][j] = Math.min(table[i][j], table[i - 2][j - 2] + 1);
                }
            }
        }
        return table[a.length()][b.length()];
    }
}
