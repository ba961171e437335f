package dev.shophub.command;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub backup DIR}. */
@Command(name = "backup")
final class BackupCommand extends VerbCommand {

    @Parameters(index = "0", paramLabel = "DIR", descriptionKey = "parameter.backup")
    Path folder;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    BackupCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var written = session.ask(
                BackupVerb.CALL,
                new BackupVerb.Request(folder.toAbsolutePath().normalize().toString()));
        if (json) {
            json(written);
        } else {
            say("backup.done", written.folder(), written.tables(), written.rows(), written.bytes());
            say("backup.key", written.keyFingerprint());
        }
        return ExitCode.GOOD;
    }
}
