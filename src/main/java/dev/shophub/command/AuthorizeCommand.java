package dev.shophub.command;

import dev.shophub.reconcile.Patience;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub authorize SHOP [--code CODE | --moved]}. */
@Command(name = "authorize")
final class AuthorizeCommand extends VerbCommand {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Parameters(index = "0", paramLabel = "SHOP", descriptionKey = "parameter.shop")
    String shop;

    @Option(names = "--code", paramLabel = "CODE", descriptionKey = "option.code")
    String code;

    @Option(names = "--moved", descriptionKey = "option.moved")
    boolean moved;

    private String lastTold = "";

    AuthorizeCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        if (moved) {
            if (code != null) {
                throw VerbRefusedException.wrongUse("moved-with-code");
            }
            return moved();
        }
        var given = code != null ? code(code) : code(askForCode());
        var authorized = session.ask(AuthorizeVerb.CODE, new AuthorizeVerb.CodeRequest(shop, given));
        say(authorized.resumed() ? "authorize.resumed" : "authorize.done", authorized.shop(), authorized.account());
        authorized.unreadSince().filter(since -> behind()).ifPresent(since -> {
            say("authorize.gap", time(since), age(since));
            if (!Patience.looking(LOOK_EVERY).until(() -> !behind(), LONGEST)) {
                say("authorize.goes-on", authorized.shop());
            }
        });
        return ExitCode.GOOD;
    }

    private Integer moved() {
        var told = session.ask(MovedStoreVerb.CALL, new MovedStoreVerb.Request(shop));
        say("authorize.moved", told.shop(), told.now(), told.before().orElse("-"));
        if (told.resumed()) {
            say("authorize.moved.resumed", told.shop());
        }
        return ExitCode.GOOD;
    }

    /** Whether something that was not read for a while still is not; prints how far it is whenever that has changed. */
    private boolean behind() {
        var streams = session.ask(StatusVerb.CALL, new StatusVerb.Request(Optional.of(shop))).shops().stream()
                .flatMap(one -> one.streams().stream())
                .filter(stream -> stream.catchingUp().isPresent())
                .toList();
        var told = streams.stream()
                .map(stream -> session.words().word("stream", stream.stream()) + " "
                        + stream.catchingUp().orElse(0) + "%")
                .collect(Collectors.joining(session.words().say("list.comma")));
        if (!told.isEmpty() && !told.equals(lastTold)) {
            line(told);
            lastTold = told;
        }
        return !streams.isEmpty();
    }

    private String askForCode() {
        var page = session.ask(AuthorizeVerb.PAGE, new AuthorizeVerb.PageRequest(shop));
        say("authorize.open", page.title());
        line(page.page().toString());
        say("authorize.paste");
        session.out().flush();
        try {
            var typed = session.in().readLine();
            if (typed == null || typed.isBlank()) {
                throw VerbRefusedException.wrongUse("no-code-given");
            }
            refuseOtherState(typed, page.state());
            return typed;
        } catch (IOException closed) {
            throw VerbRefusedException.wrongUse("no-code-given");
        }
    }

    /** A pasted address must be the answer to the page that was just shown. */
    private static void refuseOtherState(String typed, String state) {
        var answered = parameter(typed, "state");
        if (answered.isPresent() && !answered.get().equals(state)) {
            throw VerbRefusedException.cannot("other-state");
        }
    }

    /** The code itself, or the address of the page that shows it. */
    private static String code(String typed) {
        return parameter(typed, "code").orElse(typed.strip());
    }

    private static Optional<String> parameter(String address, String name) {
        int question = address.indexOf('?');
        return Arrays.stream(address.substring(question + 1).strip().split("&"))
                .filter(pair -> question >= 0 && pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst();
    }
}
