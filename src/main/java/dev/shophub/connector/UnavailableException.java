package dev.shophub.connector;

/** Timeout, network, 5xx, an answer that is no answer (HTML, cut JSON). The hub backs off and tries again. */
public final class UnavailableException extends Failure {

    public UnavailableException(String message) {
        super(message);
    }

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
