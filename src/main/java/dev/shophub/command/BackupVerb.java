package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.store.Backup;
import dev.shophub.store.UnusableDatabaseException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a backup of the running hub into a folder: database, configuration, routes; never the master key. */
final class BackupVerb {

    static final VerbCall<Request, Written> CALL =
            new VerbCall<>("backup", Request.class, new TypeReference<>() {}, false);

    private static final Logger LOG = LoggerFactory.getLogger(BackupVerb.class);

    private final Backup backup;

    BackupVerb(Backup backup) {
        this.backup = backup;
    }

    Written run(Request request) {
        var folder = Path.of(request.folder());
        try {
            if (!Backup.mayBeMade(folder)) {
                throw VerbRefusedException.cannot("backup-not-empty", request.folder());
            }
            var written = backup.write(folder);
            var manifest = written.manifest();
            LOG.info("Backup written (folder={}, bytes={})", folder, written.bytes());
            return new Written(
                    request.folder(),
                    manifest.at(),
                    manifest.rows().size(),
                    manifest.rows().values().stream().mapToLong(Long::longValue).sum(),
                    written.bytes(),
                    manifest.keyFingerprint());
        } catch (IOException cannotWrite) {
            throw VerbRefusedException.cannot("backup-not-written", request.folder());
        } catch (UnusableDatabaseException away) {
            throw VerbRefusedException.cannot("backup", away.getMessage());
        }
    }

    /** @param folder absolute, on the hub's machine */
    record Request(String folder) implements Steering {

        @Override
        public List<String> subjects() {
            return List.of();
        }

        @Override
        public String words() {
            return folder;
        }
    }

    /**
     * What was written.
     *
     * @param at the moment all rows are of, UTC
     * @param bytes of the rows, compressed
     * @param keyFingerprint of the master key that opens what is sealed; it is not in the folder
     */
    record Written(String folder, Instant at, int tables, long rows, long bytes, String keyFingerprint) {}
}
