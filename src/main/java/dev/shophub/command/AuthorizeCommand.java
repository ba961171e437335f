package dev.shophub.command;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub authorize SHOP [--code CODE]}. */
@Command(name = "authorize")
final class AuthorizeCommand extends VerbCommand {

    @Parameters(index = "0", paramLabel = "SHOP", descriptionKey = "parameter.shop")
    String shop;

    @Option(names = "--code", paramLabel = "CODE", descriptionKey = "option.code")
    String code;

    AuthorizeCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var given = code != null ? code(code) : code(askForCode());
        var authorized = session.ask(AuthorizeVerb.CODE, new AuthorizeVerb.CodeRequest(shop, given));
        say(authorized.resumed() ? "authorize.resumed" : "authorize.done", authorized.shop(), authorized.account());
        return ExitCode.GOOD;
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
