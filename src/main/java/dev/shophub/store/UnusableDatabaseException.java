package dev.shophub.store;

/** The database answers and the hub cannot use it; the message says why and what to do. */
public final class UnusableDatabaseException extends RuntimeException {

    public UnusableDatabaseException(String message) {
        super(message);
    }
}
