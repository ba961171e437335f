package dev.shophub.metric;

/** What a figure is counted in. */
public enum Unit {
    /** An amount in the scope's currency. */
    MONEY,
    COUNT,
    /** People: never one number over several shops, days or sources, only called a sum of them. */
    PEOPLE,
    /** A share, kept as a fraction. */
    PERCENT,
    RATIO,
    SCORE,
    SECONDS,
    DAYS;

    /** Whether shares of a whole: compared in percentage points. */
    public boolean isShare() {
        return this == PERCENT;
    }
}
