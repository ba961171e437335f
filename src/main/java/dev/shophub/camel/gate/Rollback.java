package dev.shophub.camel.gate;

import dev.shophub.route.RouteRefusedException;
import dev.shophub.store.RouteRevision;
import dev.shophub.store.RouteRevisions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Finds the text an admin wants back, and writes it whole or not at all. */
final class Rollback {

    private final RouteRevisions revisions;

    Rollback(RouteRevisions revisions) {
        this.revisions = revisions;
    }

    /** @throws RouteRefusedException when there is no such revision of the file */
    RouteRevision to(String file, Optional<String> onDisk, Optional<Long> number) {
        if (number.isPresent()) {
            return revisions
                    .find(number.get())
                    .filter(revision -> revision.file().equals(file))
                    .orElseThrow(() -> new RouteRefusedException("The file " + file + " has no revision " + number.get()
                            + "; it has "
                            + revisions.of(file).stream().map(RouteRevision::id).toList()));
        }
        var ran = revisions.of(file).stream()
                .filter(revision -> revision.state() != RouteRevision.State.KEPT)
                .toList();
        return ran.stream()
                .filter(revision -> onDisk.filter(revision.text()::equals).isEmpty())
                .findFirst()
                .orElseThrow(() -> new RouteRefusedException(
                        ran.isEmpty() ? "Nothing of " + file + " ever ran" : "No other text of " + file + " ever ran"));
    }

    /** Beside the file first, then moved over it; a link stays a link. */
    static void write(Path file, String text) {
        try {
            var target = Files.exists(file) ? file.toRealPath() : file;
            var beside = Files.createTempFile(target.toAbsolutePath().getParent(), ".rollback-", ".tmp");
            Files.writeString(beside, text);
            Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException notWritten) {
            throw new RouteRefusedException("The file " + file.getFileName() + " cannot be written ("
                    + notWritten.getClass().getSimpleName() + "); let the hub's user write into its folder");
        }
    }
}
