package dev.shophub.store;

/** A query that cannot be asked; the message is a clause without full stop. */
public final class FaultyQueryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;

    /** @param line of the text, from 1 */
    public FaultyQueryException(int line, String what) {
        super(what);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
