package dev.shophub.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A folder with everything a hub is but its master key: {@code shophub.sql.gz}, {@code config/}, {@code routes/}, and last
 * {@code manifest.json}. Buyers' data is in it as it is in the database, sealed.
 */
public final class Backup {

    static final String ROWS = "shophub.sql.gz";
    static final String MANIFEST = "manifest.json";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final DataSource database;
    private final List<Path> folders;
    private final Clock clock;

    /** @param folders that are copied beside the rows, each under its own name */
    public Backup(DataSource database, List<Path> folders, Clock clock) {
        this.database = database;
        this.folders = List.copyOf(folders);
        this.clock = clock;
    }

    /** @param bytes of the rows, compressed */
    public record Written(BackupManifest manifest, long bytes) {}

    /** Whether a backup may be written there: the folder is not there, or is empty. */
    public static boolean mayBeMade(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var inside = Files.list(folder)) {
            return inside.findFirst().isEmpty();
        }
    }

    /**
     * Writes a backup of the database as it is now; others write on meanwhile.
     *
     * @throws UnusableDatabaseException when the database breaks it off
     */
    public Written write(Path folder) throws IOException {
        Files.createDirectories(folder);
        ownerOnly(folder);
        var at = clock.instant();
        var rows = folder.resolve(ROWS);
        var digest = sha256();
        Map<String, Long> counted;
        try (var out = new OutputStreamWriter(
                new GZIPOutputStream(
                        new DigestOutputStream(Files.newOutputStream(rows, StandardOpenOption.CREATE_NEW), digest)),
                StandardCharsets.UTF_8)) {
            counted = new DatabaseDump(database).write(out);
        } catch (SQLException away) {
            throw new UnusableDatabaseException(
                    "The database broke off the backup (state=" + away.getSQLState() + "); try again");
        }
        for (var one : folders) {
            copy(one, folder.resolve(one.getFileName().toString()));
        }
        var manifest = manifest(at, counted, HexFormat.of().formatHex(digest.digest()));
        Files.write(folder.resolve(MANIFEST), JSON.writeValueAsBytes(manifest), StandardOpenOption.CREATE_NEW);
        return new Written(manifest, Files.size(rows));
    }

    private BackupManifest manifest(Instant at, Map<String, Long> rows, String digest) {
        var jdbc = new JdbcTemplate(database);
        var release = HubReleases.newest(jdbc).orElseThrow();
        return jdbc.queryForObject(
                "SELECT mode, key_fingerprint, next_fingerprint FROM hub_stamp WHERE id = 1",
                (row, number) -> new BackupManifest(
                        BackupManifest.FORMAT,
                        release.name(),
                        release.schema(),
                        release.runsFrom(),
                        row.getString("mode"),
                        row.getString("next_fingerprint") == null
                                ? row.getString("key_fingerprint")
                                : row.getString("next_fingerprint"),
                        at,
                        rows,
                        digest));
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (var files = Files.walk(from)) {
            for (var file : files.sorted().toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    /**
     * What a folder holds.
     *
     * @throws UnusableDatabaseException when it is no whole backup, naming what is wrong
     */
    public static BackupManifest read(Path folder) {
        var file = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(file) || !Files.isRegularFile(folder.resolve(ROWS))) {
            throw new UnusableDatabaseException(
                    "This folder holds no whole backup (folder=" + folder + "): " + MANIFEST + " is written last");
        }
        try {
            var manifest = JSON.readValue(file.toFile(), BackupManifest.class);
            if (manifest.format() != BackupManifest.FORMAT) {
                throw new UnusableDatabaseException("The backup has a format that this release does not read (format="
                        + manifest.format() + "): use the release " + manifest.release());
            }
            var digest = sha256();
            try (var in = new DigestInputStream(Files.newInputStream(folder.resolve(ROWS)), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(manifest.sha256())) {
                throw new UnusableDatabaseException("The backup is damaged: " + folder.resolve(ROWS)
                        + " is not what was written; take another one");
            }
            return manifest;
        } catch (IOException unreadable) {
            throw new UnusableDatabaseException("The backup cannot be read (" + file + ")");
        }
    }

    /** Its rows as text, a statement a line; closed by the caller. */
    static BufferedReader rows(Path folder) throws IOException {
        return new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve(ROWS))), StandardCharsets.UTF_8));
    }

    private static void ownerOnly(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
