package dev.shophub.connector;

import java.time.Duration;
import java.time.Instant;

/** What reading any stream has in common; the capabilities ({@link OrderSource} and so on) say of what. */
public interface StreamSource extends Connector {

    /**
     * How a stream may be asked for.
     *
     * @param longest the longest window the platform answers
     * @param advised the window to ask for when catching up
     * @param reachesBackTo what was changed before this moment is no longer shown
     */
    record Reach(Duration longest, Duration advised, Instant reachesBackTo) {}
}
