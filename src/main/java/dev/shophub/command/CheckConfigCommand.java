package dev.shophub.command;

import dev.shophub.route.CheckedConfiguration;
import dev.shophub.route.CheckedConfiguration.Right;
import dev.shophub.route.CheckedConfiguration.ShopRights;
import dev.shophub.route.CheckedConfiguration.State;
import dev.shophub.route.OfflineCheck;
import dev.shophub.route.RouteRefusedException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.ServiceLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./hub check-config}: a running hub is asked; while none runs, or other folders are named, the files are read here. */
@Command(name = "check-config")
final class CheckConfigCommand extends VerbCommand {

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    @Option(names = "--offline", descriptionKey = "option.offline")
    boolean offline;

    @Option(names = "--config", paramLabel = "DIR", descriptionKey = "option.config")
    String config;

    @Option(names = "--routes", paramLabel = "DIR", descriptionKey = "option.routes")
    String routes;

    CheckConfigCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var here = offline
                || config != null
                || routes != null
                || RunFile.in(session.data()).filter(RunFile::running).isEmpty();
        var checked = here ? readHere() : session.ask(CheckConfigVerb.CALL, new CheckConfigVerb.Nothing());
        if (json) {
            json(checked);
        } else {
            show(checked);
        }
        return checked.faults().isEmpty() && checked.shops().stream().noneMatch(CheckConfigCommand::isRefused)
                ? ExitCode.GOOD
                : ExitCode.TROUBLE;
    }

    private CheckedConfiguration readHere() {
        var options = new ArrayList<String>();
        if (config != null) {
            options.add("--config=" + config);
        }
        if (routes != null) {
            options.add("--routes=" + routes);
        }
        try {
            return ServiceLoader.load(OfflineCheck.class)
                    .findFirst()
                    .orElseThrow()
                    .check(options.toArray(String[]::new));
        } catch (RouteRefusedException refused) {
            throw VerbRefusedException.cannot("route", refused.getMessage());
        }
    }

    private static boolean isRefused(ShopRights shop) {
        return shop.streams().stream().anyMatch(right -> right.state() == State.REFUSED);
    }

    private void show(CheckedConfiguration checked) {
        say(checked.live() ? "check-config.live" : "check-config.offline", checked.config(), checked.routes());
        checked.faults().forEach(fault -> line("! " + told(fault)));
        checked.notes().forEach(note -> line("- " + told(note)));
        if (checked.faults().isEmpty()) {
            say("check-config.good");
        }
        if (!checked.shops().isEmpty()) {
            line("");
            table(rights(checked));
            checked.shops().forEach(shop -> shop.streams().stream()
                    .filter(right -> !right.message().isEmpty())
                    .forEach(right -> line(shop.shop() + "/" + right.stream() + ": " + told(right.message()))));
            say("check-config.writes");
        }
    }

    private Table rights(CheckedConfiguration checked) {
        var table = new Table(heads("shop", "platform", "reads", "writes"));
        for (var shop : checked.shops()) {
            table.row(
                    shop.shop(),
                    shop.platform(),
                    String.join(" ", shop.streams().stream().map(this::word).toList()),
                    shop.writes().isEmpty() ? "-" : String.join(" ", shop.writes()));
        }
        return table;
    }

    private String word(Right right) {
        return right.stream() + "="
                + session.words().word("right", right.state().name().toLowerCase(Locale.ROOT));
    }
}
