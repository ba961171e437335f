package dev.shophub.connector;

/** This request will never be accepted as it stands. No retry: a dead letter when pushing, a named trouble when reading. */
public final class RejectedException extends Failure {

    private final String code;

    /** @param code the other side's code, for the report and for support */
    public RejectedException(String message, String code) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
