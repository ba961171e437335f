package dev.shophub.connector;

/**
 * A call to the outside that did not do what was asked. One class, one policy: see docs/errors.md. The message states the
 * fact, its particulars in brackets, and guidance where a person can act; never a secret, never a buyer's data.
 */
public abstract sealed class Failure extends RuntimeException
        permits AuthFailedException,
                RateLimitedException,
                UnavailableException,
                RejectedException,
                MalformedRecordException {

    protected Failure(String message) {
        super(message);
    }

    protected Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
