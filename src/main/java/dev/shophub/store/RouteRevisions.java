package dev.shophub.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Route files as they ran, so that a broken one can run as it last did. */
public final class RouteRevisions {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public RouteRevisions(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The file ran with this text; kept when it differs from the last one that ran. */
    public void ran(String file, String text) {
        var hash = hash(text);
        var last = jdbc
                .queryForList(
                        "SELECT content_hash FROM route_revision WHERE file = ? ORDER BY id DESC LIMIT 1",
                        byte[].class,
                        file)
                .stream()
                .findFirst();
        if (last.isEmpty() || !Arrays.equals(last.get(), hash)) {
            jdbc.update(
                    "INSERT INTO route_revision (file, content_hash, text, loaded_at) VALUES (?, ?, ?, ?)",
                    file,
                    hash,
                    text,
                    Columns.utc(clock.instant()));
        }
    }

    public Optional<String> lastThatRan(String file) {
        return jdbc
                .queryForList(
                        "SELECT text FROM route_revision WHERE file = ? ORDER BY id DESC LIMIT 1", String.class, file)
                .stream()
                .findFirst();
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
