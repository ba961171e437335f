package dev.shophub.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.settings.Release;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed, before any hub is asked. */
class HubCommandTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "audit",
                "parked",
                "map",
                "replay",
                "mails",
                "mail",
                "report",
                "export",
                "target",
                "go-live",
                "observe",
                "authorize",
                "routes",
                "diff",
                "rollback",
                "accept",
                "dry-run",
                "pause",
                "resume"
            })
    void everyVerbHasHelpWithAnExampleInBothLanguages(String verb) {
        for (var language : List.of("zh", "en")) {
            var help = typed(Map.of(), verb, "--help", "--lang", language);
            assertThat(help.exitCode()).isZero();
            assertThat(help.out())
                    .contains("  ./hub " + verb)
                    .contains("--lang")
                    .contains("--data");
        }
        assertThat(typed(Map.of("LANG", "en_GB.UTF-8"), "help", verb).out()).contains("Examples:");
    }

    @Test
    void theReleaseIsNamed() {
        assertThat(typed(Map.of(), "--version").out()).isEqualTo("ShopHub " + Release.name() + System.lineSeparator());
        assertThat(HubCommand.isVerb(new String[] {"--version"})).isTrue();
    }

    @Test
    void bothLanguagesHaveTheSameSentences() {
        var chinese = new HashSet<>(Words.in("zh").bundle().keySet());
        var english = Words.in("en").bundle().keySet();
        assertThat(chinese).containsAll(english);
        // Words of the tables need no translation in English: the hub's own word is shown.
        chinese.removeAll(english);
        assertThat(chinese).allMatch(key -> key.matches("(stream|destination|kind)\\..*"));
    }

    /** A sentence that is missing is noticed only where it is said: what the code names is looked up here. */
    @Test
    void everySentenceAndHeadThatTheCodeNamesIsThere() throws IOException {
        var known = Words.in("zh").bundle().keySet();
        var named = new HashSet<String>();
        try (var files = Files.list(Path.of("src/main/java/dev/shophub/command"))) {
            for (var file : files.toList()) {
                var text = Files.readString(file);
                Pattern.compile("heads\\(([^)]*)\\)")
                        .matcher(text)
                        .results()
                        .flatMap(heads -> Pattern.compile("\"([^\"]+)\"")
                                .matcher(heads.group(1))
                                .results())
                        .forEach(head -> named.add("head." + head.group(1)));
                Pattern.compile("say\\(\\s*\"([a-z0-9.-]+[a-z0-9])\"")
                        .matcher(text)
                        .results()
                        .forEach(sentence -> named.add(sentence.group(1)));
                Pattern.compile("(?:cannot|wrongUse)\\(\\s*\"([a-z0-9.-]+)\"")
                        .matcher(text)
                        .results()
                        .forEach(refusal -> named.add("refused." + refusal.group(1)));
            }
        }
        assertThat(named).hasSizeGreaterThan(200);
        assertThat(known).containsAll(named);
    }

    @Test
    void theLanguageIsTheOneAskedForElseOfTheTerminalElseChinese() {
        assertThat(Words.language(new String[] {"status", "--lang=en"}, Map.of("LANG", "zh_CN.UTF-8")))
                .isEqualTo("en");
        assertThat(Words.language(new String[] {"status"}, Map.of("LANG", "en_US.UTF-8")))
                .isEqualTo("en");
        assertThat(Words.language(new String[] {"status"}, Map.of("LANG", "C.UTF-8")))
                .isEqualTo("zh");
        assertThat(Words.language(new String[0], Map.of())).isEqualTo("zh");
    }

    @Test
    void aMisspeltVerbIsWrongUseAndTheNearestIsNamed() {
        var wrong = typed(Map.of(), "statsu", "--lang", "en");
        assertThat(wrong.exitCode()).isEqualTo(64);
        assertThat(wrong.err()).contains("Unknown: statsu. Did you mean: status?");
        assertThat(typed(Map.of(), "status", "--jsno").exitCode()).isEqualTo(64);
        assertThat(typed(Map.of(), "map", "taobao-demo").err()).contains("缺少 SKU");
        assertThat(typed(Map.of(), "mails", "many").exitCode()).isEqualTo(64);
        assertThat(typed(Map.of(), "--help").exitCode()).isZero();
    }

    @Test
    void withoutARunFileItSaysWhereItLooked() {
        var nowhere = typed(Map.of("HUB_DATA", folder.toString()), "status", "--lang", "en");
        assertThat(nowhere.exitCode()).isEqualTo(1);
        assertThat(nowhere.err()).contains(folder.toString()).contains("--data");
    }

    @Test
    void aStoppedProductionHubIsNotOpened() throws IOException {
        runFile("production", "stopped", ProcessHandle.current().pid());
        var stopped = typed(Map.of(), "status", "--data", folder.toString(), "--lang", "en");
        assertThat(stopped.exitCode()).isEqualTo(1);
        assertThat(stopped.err()).contains("does not run");
    }

    @Test
    void aStoppedDemoIsNotSteered() throws IOException {
        runFile("demo", "stopped", ProcessHandle.current().pid());
        for (var verb : List.of("go-live", "observe", "authorize")) {
            var stopped = typed(Map.of(), verb, "taobao-demo", "--data", folder.toString(), "--lang", "en");
            assertThat(stopped.exitCode()).isEqualTo(1);
            assertThat(stopped.err()).contains("spring-boot:run");
        }
    }

    @Test
    void aHubThatDoesNotAnswerIsNotMistakenForAStoppedOne() throws IOException {
        runFile("demo", "running", ProcessHandle.current().pid());
        var silent = typed(Map.of(), "status", "--data", folder.toString(), "--lang", "en");
        assertThat(silent.exitCode()).isEqualTo(1);
        assertThat(silent.err()).contains("does not answer");
    }

    @Test
    void aBrokenRunFileIsToldByName() throws IOException {
        Files.writeString(folder.resolve("run.json"), "{");
        assertThat(typed(Map.of(), "status", "--data=" + folder).err()).contains("run.json");
    }

    @Test
    void verbsAreToldFromAStartOfTheHub() {
        assertThat(HubCommand.isVerb(new String[] {"status"})).isTrue();
        assertThat(HubCommand.isVerb(new String[] {"--help"})).isTrue();
        assertThat(HubCommand.isVerb(new String[] {"--spring.profiles.active=demo"}))
                .isFalse();
        assertThat(HubCommand.isVerb(new String[0])).isFalse();
    }

    private void runFile(String mode, String state, long pid) throws IOException {
        Files.writeString(
                folder.resolve("run.json"),
                """
                {"mode": "%s", "state": "%s", "pid": %d, "databaseUrl": "jdbc:mariadb://127.0.0.1:1/shophub",
                 "databaseUser": "hub", "databasePassword": "x", "ports": {"management": 1}, "token": "t"}
                """
                        .formatted(mode, state, pid));
    }

    private static TypedVerb typed(Map<String, String> environment, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = HubCommand.run(
                arguments,
                environment,
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new BufferedReader(new StringReader("")),
                Clock.systemUTC());
        return new TypedVerb(code, out.toString(), err.toString());
    }
}
