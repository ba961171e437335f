package dev.shophub.connector;

/** One record cannot be read. It goes to quarantine with its payload; the rest of its page goes on. */
public final class MalformedRecordException extends Failure {

    private final String field;

    /** @param field what is missing or wrong, as the platform names it */
    public MalformedRecordException(String message, String field) {
        super(message);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
