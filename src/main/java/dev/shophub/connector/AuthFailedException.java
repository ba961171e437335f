package dev.shophub.connector;

import dev.shophub.connector.Connector.Announcement;
import java.util.Optional;

/** The key or token was refused. The hub renews once and retries; refused again, it pauses that shop and tells the admin. */
public final class AuthFailedException extends Failure {

    private final boolean renewable;
    private final transient Optional<Announcement> ours;

    /** @param renewable whether a fresh token may help */
    public AuthFailedException(String message, boolean renewable) {
        super(message);
        this.renewable = renewable;
        this.ours = Optional.empty();
    }

    /** It is the hub that refuses, as with the key of another store: its own sentence, which no fresh token changes. */
    public AuthFailedException(Announcement ours) {
        super(ours.sentence());
        this.renewable = false;
        this.ours = Optional.of(ours);
    }

    public boolean renewable() {
        return renewable;
    }

    /** What the hub itself says, for people; empty where the platform refused. */
    public Optional<Announcement> ours() {
        return ours;
    }
}
