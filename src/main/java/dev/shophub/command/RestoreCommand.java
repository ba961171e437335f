package dev.shophub.command;

import dev.shophub.demo.StoppedDemo;
import dev.shophub.settings.StartRefusedException;
import dev.shophub.store.Restore;
import dev.shophub.store.UnusableDatabaseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub restore DIR}: in this process, no hub runs. The database is that of the stopped hub of this data folder, or the one given. */
@Command(name = "restore")
final class RestoreCommand extends VerbCommand {

    @Parameters(index = "0", paramLabel = "DIR", descriptionKey = "parameter.backup")
    Path folder;

    @Option(
            names = "--db-url",
            paramLabel = "URL",
            defaultValue = "${env:HUB_DB_URL}",
            descriptionKey = "option.db-url")
    String url;

    @Option(
            names = "--db-user",
            paramLabel = "USER",
            defaultValue = "${env:HUB_DB_USER}",
            descriptionKey = "option.db-user")
    String user;

    @Option(names = "--replace", descriptionKey = "option.replace")
    boolean replace;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    private final Map<String, String> environment;
    private final Restore restore;

    RestoreCommand(Session session) {
        this(session, System.getenv());
    }

    RestoreCommand(Session session, Map<String, String> environment) {
        super(session);
        this.environment = environment;
        this.restore = new Restore(session.clock());
    }

    @Override
    public Integer call() {
        var left = RunFile.in(session.data());
        left.filter(RunFile::running).ifPresent(running -> {
            throw VerbRefusedException.cannot("restore-running", Long.toString(running.pid()));
        });
        try {
            if (given(url).isEmpty() && left.filter(RunFile::demo).isPresent()) {
                return intoDemo(left.get());
            }
            return into(address(left), left.map(RunFile::mode));
        } catch (StartRefusedException | UnusableDatabaseException refused) {
            throw VerbRefusedException.cannot("restore", refused.getMessage());
        } catch (IOException unreadable) {
            throw VerbRefusedException.cannot("restore-unreadable", folder.toString());
        }
    }

    /** An address and who asks. */
    private record Address(String url, String user, String password) {}

    private Address address(Optional<RunFile> left) {
        return given(url)
                .map(one -> new Address(one, given(user).orElse(""), environment.get("HUB_DB_PASSWORD")))
                .or(() -> left.map(run -> new Address(run.databaseUrl(), run.databaseUser(), run.databasePassword())))
                .orElseThrow(() -> VerbRefusedException.cannot("restore-where"));
    }

    /** picocli leaves a variable that is not set as its own name. */
    private static Optional<String> given(String option) {
        return Optional.ofNullable(option).filter(value -> !value.isBlank() && !value.startsWith("${"));
    }

    private int intoDemo(RunFile run) throws IOException {
        try (var demo =
                StoppedDemo.open(session.data(), run.databaseUrl(), run.databaseUser(), run.databasePassword())) {
            return tell(restore.into(demo.operations(), folder, Optional.of(run.mode()), replace));
        }
    }

    private int into(Address address, Optional<String> mode) throws IOException {
        return tell(restore.into(address.url(), address.user(), address.password(), folder, mode, replace));
    }

    private int tell(Restore.Restored restored) {
        if (json) {
            json(restored);
        } else {
            var manifest = restored.manifest();
            say("restore.done", time(manifest.at()), manifest.rows().size(), manifest.release());
            say("restore.key", manifest.keyFingerprint());
            say("restore.folders", folder.toAbsolutePath().normalize());
            say("restore.parked", restored.parked());
            if (restored.forgottenSince().isEmpty()) {
                say("restore.forgotten");
            } else {
                say("restore.forgotten-since", restored.forgottenSince().size());
                restored.forgottenSince().forEach(order -> line("  ./hub forget " + order));
            }
        }
        return ExitCode.GOOD;
    }
}
