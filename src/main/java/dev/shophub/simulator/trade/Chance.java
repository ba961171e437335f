package dev.shophub.simulator.trade;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded chance: the same seed and the same matter always fall the same way, in whatever order they are asked for. */
final class Chance {

    private final SplittableRandom random;

    private Chance(long state) {
        this.random = new SplittableRandom(state);
    }

    /**
     * Chance for one matter.
     *
     * @param matter what is decided, for instance {@code order}
     * @param id whom it is decided for
     */
    static Chance of(long seed, String matter, String id) {
        var state = mixed(seed);
        for (var part : new String[] {matter, id}) {
            for (var unit : part.getBytes(StandardCharsets.UTF_8)) {
                state = (state ^ unit) * 0x100000001b3L;
            }
            state = mixed(state);
        }
        return new Chance(state);
    }

    static long mixed(long value) {
        var mix = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mix = (mix ^ (mix >>> 27)) * 0x94d049bb133111ebL;
        return mix ^ (mix >>> 31);
    }

    /** A whole number from {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    long between(long low, long high) {
        return low + random.nextLong(high - low + 1);
    }

    /** True in so many of a hundred cases. */
    boolean percent(double share) {
        return random.nextDouble() * 100 < share;
    }

    double fraction() {
        return random.nextDouble();
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Letters and digits, as platforms make their opaque keys of. */
    String token(int length) {
        var letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz0123456789";
        var token = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            token.append(letters.charAt(random.nextInt(letters.length())));
        }
        return token.toString();
    }
}
