package dev.shophub.route;

/** What was asked of the desk cannot be done; the message says why and what to do. */
public final class RouteRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RouteRefusedException(String message) {
        super(message);
    }
}
