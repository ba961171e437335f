package dev.shophub.review;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a review is mailed; the word stands in outbox attributes, group keys and message bundles. */
public enum Why {
    /** Text or follow-up holds a word that cannot wait. */
    CRITICAL,
    /** The rating counts as bad on its platform. */
    BAD,
    /** A mailed review got a follow-up. */
    FOLLOWED_UP,
    /** The shop answered a mailed review. */
    ANSWERED,
    /** Rating or text of a mailed review changed. */
    CHANGED,
    /** A mailed review is no longer shown. */
    DELETED;

    /** Lower case, words joined by hyphens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The reason a word stands for, empty for an unknown word. */
    public static Optional<Why> of(String word) {
        return Arrays.stream(values()).filter(why -> why.word().equals(word)).findFirst();
    }

    /** True when it follows a mail about the same review. */
    public boolean follows() {
        return this != CRITICAL && this != BAD;
    }
}
