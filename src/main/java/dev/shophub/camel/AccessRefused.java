package dev.shophub.camel;

import dev.shophub.connector.AuthFailedException;
import dev.shophub.store.Said;

/** What is told of a shop that nothing is read from and nothing written to: the platform refused, or the hub does. */
final class AccessRefused {

    private AccessRefused() {}

    /** The kind of trouble: {@code auth}, or {@code account} where the hub itself refuses another store. */
    static String kind(AuthFailedException refused) {
        return refused.ours().isPresent() ? "account" : "auth";
    }

    static Said said(AuthFailedException refused) {
        return refused.ours()
                .map(ours -> Said.of(ours.code(), ours.sentence(), ours.values().toArray()))
                .orElseGet(() -> Said.quoting("access-refused", refused.getMessage()));
    }
}
