package dev.shophub.store;

/** Seals what must not be read in the database. */
public interface Sealer {

    /** AES-GCM with a fresh nonce in front. */
    byte[] seal(byte[] clear);

    /** @throws IllegalStateException when it was not sealed with this key, or was altered */
    byte[] open(byte[] sealed);
}
