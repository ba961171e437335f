package dev.shophub.command;

import dev.shophub.settings.Release;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code ./hub}: finds the verb, runs it, answers with an exit code. */
@Command(name = "hub")
public final class HubCommand extends VerbCommand {

    /** First words by which a start of the jar is told from a verb: an option of the hub itself begins with two hyphens. */
    private static final List<String> HELP = List.of("help", "-h", "--help", "--version");

    private HubCommand(Session session) {
        super(session);
    }

    /** Whether these arguments are a verb of the command line, not the start of a hub. */
    public static boolean isVerb(String[] arguments) {
        return arguments.length > 0 && (!arguments[0].startsWith("-") || HELP.contains(arguments[0]));
    }

    /** Runs a verb and ends the process with its exit code. */
    public static void main(String[] arguments) {
        var out = new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8), true);
        var err = new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8), true);
        var in = new BufferedReader(
                new InputStreamReader(new FileInputStream(FileDescriptor.in), Charset.defaultCharset()));
        int code = run(arguments, System.getenv(), out, err, in, Clock.systemUTC());
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Runs a verb. */
    static int run(
            String[] arguments,
            Map<String, String> environment,
            PrintWriter out,
            PrintWriter err,
            BufferedReader in,
            Clock clock) {
        var data = dataFolder(arguments, environment);
        return run(
                arguments,
                new Session(
                        Words.in(Words.language(arguments, environment)),
                        out,
                        err,
                        in,
                        verb -> new Doors(data, clock).open(verb),
                        data,
                        ZoneId.systemDefault(),
                        clock));
    }

    /** Runs a verb through the doors of a session. */
    static int run(String[] arguments, Session session) {
        if (arguments.length == 1 && arguments[0].equals("--version")) {
            session.out().println("ShopHub " + Release.name());
            return ExitCode.GOOD;
        }
        var line = commandLine(session);
        var given = arguments.length == 0 || arguments[0].equals("help") ? helpFor(arguments) : arguments;
        return line.execute(given);
    }

    private static String[] helpFor(String[] arguments) {
        return arguments.length < 2 ? new String[] {"--help"} : new String[] {arguments[1], "--help"};
    }

    private static CommandLine commandLine(Session session) {
        var line = new CommandLine(new HubCommand(session));
        List.of(
                        new StatusCommand(session),
                        new AuditCommand(session),
                        new ParkedCommand(session),
                        new ShowCommand(session),
                        new ReplayCommand(session),
                        new MailsCommand(session),
                        new ReportCommand(session),
                        new ExportCommand(session),
                        new TargetCommand(session),
                        new GoLiveCommand(session),
                        new ObserveCommand(session),
                        new AuthorizeCommand(session),
                        new RenameShopCommand(session),
                        new RekeyCommand(session),
                        new BackupCommand(session),
                        new RestoreCommand(session),
                        new ForgetCommand(session),
                        new RoutesCommand(session),
                        new RouteFileCommand.Diff(session),
                        new RouteFileCommand.Rollback(session),
                        new RouteFileCommand.Accept(session),
                        new RouteFileCommand.Rehearse(session),
                        new CheckConfigCommand(session),
                        new ResyncCommand(session),
                        new HaltCommand.Pause(session),
                        new HaltCommand.Resume(session),
                        new HoldCommand(session),
                        new HoldCommand.Unhold(session),
                        new FreezeCommand(session),
                        new ReleaseCommand(session),
                        new MuteCommand(session))
                .forEach(line::addSubcommand);
        line.addSubcommand(new CommandLine(new MapCommand(session))
                .addSubcommand(new MapCommand.Undo(session))
                .addSubcommand(new MapCommand.Merge(session)));
        var change = new ChangeCommand(session);
        line.addSubcommand(new CommandLine(change)
                .addSubcommand(new ChangeUndoCommand(session, change))
                .addSubcommand(new ChangeListCommand(session)));
        line.addSubcommand(new CommandLine(new InboxCommand(session)).addSubcommand(new InboxUndoCommand(session)));
        var backfill = new BackfillCommand(session);
        line.addSubcommand(new CommandLine(backfill)
                .addSubcommand(new BackfillCommand.Listed(session))
                .addSubcommand(new BackfillCommand.Followed(session, backfill))
                .addSubcommand(new BackfillCommand.Stopped(session, backfill)));
        line.addSubcommand(new CommandLine(new MailCommand(session)).addSubcommand(new MailCommand.Test(session)));
        line.addSubcommand(new TakedownCommand(session));
        line.addSubcommand(new ReplyCommand(session));
        line.setResourceBundle(session.words().bundle());
        line.setUsageHelpWidth(110);
        line.setAdjustLineBreaksForWideCJKCharacters(true);
        line.setOut(session.out());
        line.setErr(session.err());
        line.setParameterExceptionHandler((wrong, given) -> wrongUse(session, wrong));
        line.setExecutionExceptionHandler((failure, command, result) -> couldNotRun(session, failure));
        return line;
    }

    private static int wrongUse(Session session, ParameterException wrong) {
        var words = session.words();
        session.err().println(sentence(words, wrong));
        session.err()
                .println(words.say(
                        "wrong-use.help",
                        wrong.getCommandLine().getCommandSpec().qualifiedName(" ")));
        return ExitCode.WRONG_USE;
    }

    private static String sentence(Words words, ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            var typed = unmatched.getUnmatched().get(0);
            var known = typed.startsWith("-")
                    ? wrong.getCommandLine().getCommandSpec().optionsMap().keySet()
                    : wrong.getCommandLine().getSubcommands().keySet();
            var near = Nearest.to(typed, known);
            var sentence = words.say("wrong-use.unknown", typed);
            return near.isEmpty() ? sentence : sentence + " " + words.say("refused.near", String.join(", ", near));
        }
        if (wrong instanceof MissingParameterException missing) {
            return words.say(
                    "wrong-use.missing",
                    String.join(
                            " ",
                            missing.getMissing().stream()
                                    .map(argument -> argument.isOption()
                                            ? ((CommandLine.Model.OptionSpec) argument).longestName()
                                            : argument.paramLabel())
                                    .toList()));
        }
        return words.say(
                "wrong-use.value", Optional.ofNullable(wrong.getValue()).orElse("?"));
    }

    private static int couldNotRun(Session session, Exception failure) throws Exception {
        if (failure instanceof VerbRefusedException refused) {
            session.err().println(session.words().say(refused.refusal()));
            return refused.refusal().exitCode();
        }
        if (failure instanceof DataAccessException) {
            session.err().println(session.words().say("refused.no-database"));
            return ExitCode.COULD_NOT_RUN;
        }
        throw failure;
    }

    private static Path dataFolder(String[] arguments, Map<String, String> environment) {
        var asked = Collections.indexOfSubList(Arrays.asList(arguments), List.of("--data"));
        var folder = Arrays.stream(arguments)
                .filter(argument -> argument.startsWith("--data="))
                .map(argument -> argument.substring("--data=".length()))
                .findFirst()
                .or(() -> asked >= 0 && asked + 1 < arguments.length
                        ? Optional.of(arguments[asked + 1])
                        : Optional.empty())
                .or(() -> Optional.ofNullable(environment.get("HUB_DATA")).filter(value -> !value.isBlank()))
                .or(() -> Optional.ofNullable(environment.get("HUB_HOME")).map(home -> home + "/data"));
        return Path.of(folder.orElse("data")).toAbsolutePath();
    }

    @Override
    public Integer call() {
        return ExitCode.WRONG_USE;
    }
}
