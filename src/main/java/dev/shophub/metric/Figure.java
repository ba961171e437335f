package dev.shophub.metric;

import java.util.Optional;

/**
 * One figure, as the catalogue defines it.
 *
 * @param key its name in tables, exports and commands
 * @param zh its name in Chinese
 * @param en its name in English
 * @param basis the time that decides the day
 * @param origin where its numbers come from
 * @param good which way is good; empty: neither
 * @param ripens days until it hardly changes any more; 0: at once
 */
public record Figure(
        String key, String zh, String en, Unit unit, Basis basis, Origin origin, Optional<Good> good, int ripens) {

    /** Its name in a language. */
    public String name(String language) {
        return language.equals("zh") ? zh : en;
    }

    /** The figures a formula is made of; empty for what is computed or read. */
    public Optional<Formula> formula() {
        return origin instanceof Derived derived ? Optional.of(derived.formula()) : Optional.empty();
    }

    /** The time that decides the day. */
    public enum Basis {
        PLACED,
        PAID,
        REFUNDED,
        WRITTEN,
        VISITED,
        SPENT,
        SNAPSHOT
    }

    /** Which way is good. */
    public enum Good {
        UP,
        DOWN
    }

    /** Where numbers come from. */
    public sealed interface Origin {}

    /** Computed from our own tables by this query. */
    public record Computed(String query) implements Origin {}

    /** Read from exports of this kind. */
    public record Exported(String kind) implements Origin {}

    /** Made of other figures. */
    public record Derived(Formula formula) implements Origin {}
}
