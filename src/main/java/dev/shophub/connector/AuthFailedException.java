package dev.shophub.connector;

/** The key or token was refused. The hub renews once and retries; refused again, it pauses that shop and tells the admin. */
public final class AuthFailedException extends Failure {

    private final boolean renewable;

    /** @param renewable whether a fresh token may help */
    public AuthFailedException(String message, boolean renewable) {
        super(message);
        this.renewable = renewable;
    }

    public boolean renewable() {
        return renewable;
    }
}
