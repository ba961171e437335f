package dev.shophub.connector;

import dev.shophub.model.ExternalId;
import java.time.Duration;
import java.util.List;

/** A platform as the contracts need it: played, filled with records, and failing on demand. */
public interface Rehearsal {

    /** Records the connector reads at once. */
    int pageSize();

    /** A closed window of the past. */
    Window window();

    /** From the end of {@link #window} to now. */
    Window later();

    /** Empties the platform and puts so many records into the window; their ids, as the connector names them. */
    List<ExternalId> fill(int records);

    /** The record changes now: where the platform lists by modification it leaves the window. */
    void change(ExternalId id);

    /** The next call is refused, and told to wait. */
    void rateLimitNext(Duration wait);

    /** The access token is over, the refresh token lives. */
    void expireToken();

    /** Neither token is good any more. */
    void revoke();

    /** The next call gets no answer for longer than the connector may wait. */
    void stallNext();

    /** The next call fails with this HTTP status. */
    void failNext(int status);

    /** The next call gets its answer cut in the middle. */
    void truncateNext();
}
