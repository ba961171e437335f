package dev.shophub.connector;

import java.time.Instant;

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
}
