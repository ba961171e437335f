package dev.shophub.connector;

import dev.shophub.model.Stream;
import java.time.Duration;
import java.util.Map;

/**
 * A platform the hub knows. A Spring bean in its own folder; nothing lists the platforms, the hub asks for all beans of
 * this type.
 */
public interface Platform {

    /** The word used in {@code hub.shops.<key>.platform}, folders, tables, logs and metrics. */
    String name();

    /**
     * Connects a shop.
     *
     * @throws SettingsException naming the key when a setting is unknown, missing or wrong
     */
    Connector connect(Shop shop, Tools tools);

    /**
     * Looks at what a shop has under {@code settings:}, before anything is started; a platform that has no settings of its own
     * has nothing to look at.
     *
     * @throws SettingsException naming the key that is unknown, missing or wrong
     */
    default void check(Shop shop) {}

    /** Whether it is called at all; a shop of one that is not needs no {@code base-url}. */
    default boolean answers() {
        return true;
    }

    /** How often and how far back each stream is read where configuration does not say, from the platform's sheet. */
    Map<Stream, Pace> paces();

    /**
     * @param every interval between polls
     * @param lookback how far a poll re-reads
     * @param settle how long before the platform's clock a window closes
     */
    record Pace(Duration every, Duration lookback, Duration settle) {}
}
