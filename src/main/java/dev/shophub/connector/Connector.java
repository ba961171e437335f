package dev.shophub.connector;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One shop's account at a platform (or the ERP), ready to be called. What it offers it implements: {@link OrderSource},
 * {@link RefundSource} and so on. Made by {@link Platform#connect}; safe for use by several threads.
 *
 * <p>Every call may throw the five {@link Failure}s and nothing else but bugs.
 */
public interface Connector {

    /** The shop this connector speaks for. */
    Shop shop();

    /**
     * The platform's clock, as its latest answer told it; ours where it has not answered yet. Windows follow it.
     */
    Instant platformNow();

    /**
     * What a person has to see to before it becomes a failure, such as a version of the platform's interface that ends: what, when,
     * what to do. Asked after every good poll and told to the admins while it stands; makes no call.
     */
    default Optional<Announcement> notice() {
        return Optional.empty();
    }

    /**
     * What a person has to see to.
     *
     * @param sentence what, when, what to do, for log and command line
     * @param code of the text in mails, {@code trouble.said.<code>}
     * @param values of that text, in its order
     */
    record Announcement(String sentence, String code, List<String> values) {}
}
