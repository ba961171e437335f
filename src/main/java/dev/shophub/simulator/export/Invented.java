package dev.shophub.simulator.export;

import java.time.LocalDate;
import java.util.SplittableRandom;

/** Seeded numbers around what was paid: the same seed, matter and day always give the same. */
final class Invented {

    private final long seed;
    private final LocalDate yesterday;

    /** @param yesterday on it fewer visitors buy, as something is wrong that is worth finding */
    Invented(long seed, LocalDate yesterday) {
        this.seed = seed;
        this.yesterday = yesterday;
    }

    /** From low to high. */
    double between(String matter, LocalDate day, double low, double high) {
        var state = seed * 31 + matter.hashCode() * 1_000_003L + day.toEpochDay();
        return low + new SplittableRandom(state).nextDouble() * (high - low);
    }

    /** How many came for so many who bought. */
    long visitors(LocalDate day, long buyers) {
        var rate = between("conversion", day, 0.030, 0.036) * (day.equals(yesterday) ? 0.86 : 1);
        return Math.max(buyers, Math.round(buyers / rate));
    }

    /** The same of an item; the one in trouble draws as many as ever and sells less. */
    long visitorsOf(String item, LocalDate day, long buyers, boolean inTrouble) {
        var rate = between(item, LocalDate.EPOCH, 0.035, 0.06) * (inTrouble && day.equals(yesterday) ? 0.5 : 1);
        return Math.max(buyers, Math.round(buyers / rate));
    }
}
