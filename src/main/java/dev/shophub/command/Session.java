package dev.shophub.command;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.function.Function;

/**
 * What a typed verb works with.
 *
 * @param words in the language of whoever typed it
 * @param doors opens the way to the hub whose data folder this is
 * @param data the hub's data folder
 * @param zone in which times are shown
 */
record Session(
        Words words,
        PrintWriter out,
        PrintWriter err,
        BufferedReader in,
        Function<VerbCall<?, ?>, HubDoor> doors,
        Path data,
        ZoneId zone,
        Clock clock) {

    <A, R> R ask(VerbCall<A, R> verb, A request) {
        try (var door = doors.apply(verb)) {
            return door.call(verb, request);
        }
    }
}
