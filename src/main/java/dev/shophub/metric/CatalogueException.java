package dev.shophub.metric;

/** A file of {@code config/metrics} that cannot be used; the message names it and the entry. */
public final class CatalogueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CatalogueException(String message, Throwable cause) {
        super(message, cause);
    }
}
