package dev.shophub.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;

/** Types a verb and looks at what came of it. */
record TypedVerb(int exitCode, String out, String err) {

    static TypedVerb in(String language, Verbs verbs, Clock clock, String keyboard, String... arguments) {
        return in(language, new LocalDoor(verbs, () -> {}), clock, keyboard, arguments);
    }

    static TypedVerb in(String language, HubDoor door, Clock clock, String keyboard, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var session = new Session(
                Words.in(language),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new BufferedReader(new StringReader(keyboard)),
                verb -> door,
                Path.of("data"),
                ZoneOffset.UTC,
                clock);
        int code = HubCommand.run(arguments, session);
        return new TypedVerb(code, out.toString(), err.toString());
    }

    JsonNode json() {
        try {
            return Wire.MAPPER.readTree(out);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError("No JSON: " + out + err, noJson);
        }
    }
}
