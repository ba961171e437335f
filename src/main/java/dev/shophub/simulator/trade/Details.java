package dev.shophub.simulator.trade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Happenings and lists as the JSON they are kept in. */
final class Details {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Details() {}

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Not writable as JSON (type=" + value.getClass() + ")", impossible);
        }
    }

    static Happening read(EventKind kind, String detail) {
        try {
            return JSON.readValue(detail, kind.carries());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("Event not readable (kind=" + kind.word() + ")", broken);
        }
    }
}
