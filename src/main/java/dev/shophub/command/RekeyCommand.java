package dev.shophub.command;

import dev.shophub.reconcile.Patience;
import dev.shophub.settings.MasterKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./hub rekey --key-file FILE}; without a file it says how far the change is. */
@Command(name = "rekey")
final class RekeyCommand extends VerbCommand {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final String DEMO_FILE = "demo.key";

    @Option(names = "--key-file", paramLabel = "FILE", descriptionKey = "option.key-file")
    Path file;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    RekeyCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        if (file == null) {
            tell(session.ask(RekeyVerb.STATE, new RekeyVerb.StateRequest()));
            return ExitCode.GOOD;
        }
        var key = key();
        var state = session.ask(RekeyVerb.CALL, new RekeyVerb.Request(key));
        var last = new AtomicReference<>(state);
        if (state.running()) {
            say("rekey.begun", state.next().orElse(""), state.total());
        }
        boolean done = Patience.looking(LOOK_EVERY)
                .until(
                        () -> !last.updateAndGet(before -> before.running()
                                        ? session.ask(RekeyVerb.STATE, new RekeyVerb.StateRequest())
                                        : before)
                                .running(),
                        LONGEST);
        if (done && last.get().mode().equals("demo")) {
            keepForTheDemo(key);
        }
        tell(last.get());
        return done ? ExitCode.GOOD : ExitCode.TROUBLE;
    }

    private void tell(RekeyVerb.State state) {
        if (json) {
            json(state);
        } else if (state.running()) {
            say("rekey.running", state.next().orElse(""), state.done(), state.total());
        } else if (state.startWith().isPresent() && !state.mode().equals("demo")) {
            say("rekey.done", state.startWith().get(), file == null ? "FILE" : file.toAbsolutePath());
        } else {
            say("rekey.in-force", state.fingerprint(), time(state.since()));
        }
    }

    /** The key of the file; where there is no file it is made, for its owner only. */
    private String key() {
        try {
            try {
                Files.createFile(file, ownerOnly());
                Files.writeString(
                        file, MasterKey.random().toBase64() + System.lineSeparator(), StandardOpenOption.WRITE);
                if (!json) {
                    say("rekey.made", file.toAbsolutePath());
                }
            } catch (FileAlreadyExistsException given) {
                return Files.readString(file).strip();
            }
            return Files.readString(file).strip();
        } catch (IOException unusable) {
            throw VerbRefusedException.cannot("key-file", file.toString());
        }
    }

    /** The demo keeps its key in its data folder. */
    private void keepForTheDemo(String key) {
        try {
            var fresh = Files.createTempFile(session.data(), DEMO_FILE, ".new", ownerOnly());
            Files.writeString(fresh, key + System.lineSeparator());
            Files.move(
                    fresh,
                    session.data().resolve(DEMO_FILE),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unusable) {
            throw VerbRefusedException.cannot(
                    "key-file", session.data().resolve(DEMO_FILE).toString());
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return file.getFileSystem().supportedFileAttributeViews().containsAll(Set.of("posix"))
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
