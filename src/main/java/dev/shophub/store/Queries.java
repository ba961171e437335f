package dev.shophub.store;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The texts of the queries in force, by their name below {@code config/sql}: what is on disk may be an edit that was refused. */
public final class Queries {

    private final Map<String, String> texts = new ConcurrentHashMap<>();

    /** Empty when nothing but the file on disk is known. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /** Whoever asks from now on asks this. */
    public void replace(String name, String text) {
        texts.put(name, text);
    }
}
