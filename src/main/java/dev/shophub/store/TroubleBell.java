package dev.shophub.store;

import java.util.Optional;

/** Rung by whoever sees that something is wrong, or well again; the admins hear of it. Repeating a ring is harmless. */
public interface TroubleBell {

    /**
     * Something is wrong: told at once the first time, then daily while it is rung again.
     *
     * @param key names it, for instance {@code shop/stream}; the same key is the same trouble
     * @param kind auth, permission, clock, route, config, mail-template, silence, webhook, notice, disk, disk-full
     * @param shopId {@code shop.id} where it concerns one shop
     * @param said what, where, what to do
     */
    void raise(String key, String kind, Optional<Long> shopId, Said said);

    /**
     * Something that people should know once and that does not last. A bell that knows no difference rings as for what does.
     *
     * @param key names it in the subject
     * @param kind as of {@link #raise}: removed
     */
    default void tell(String key, String kind, Optional<Long> shopId, Said said) {
        raise(key, kind, shopId, said);
    }

    /** It is well again: told once. Does nothing when no such trouble is open. */
    void cure(String key);
}
