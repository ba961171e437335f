package dev.shophub.camel.gate;

import dev.shophub.connector.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where routes are rehearsed: it writes down what they do, fails on demand, and knows which routes wait for input. */
final class Stage {

    private final List<Deed> deeds = new ArrayList<>();
    private final Map<String, StageConsumer> consumers = new TreeMap<>();
    private boolean failing;

    /** Something that may also fail in real life. */
    void did(String step, String detail) {
        noted(step, detail);
        if (failing()) {
            throw new UnavailableException("Made to fail in a rehearsal (step=" + step + ")");
        }
    }

    /** Something that is only noted. */
    synchronized void noted(String step, String detail) {
        deeds.add(new Deed(step, detail));
    }

    private synchronized boolean failing() {
        return failing;
    }

    synchronized void begin(boolean withFailures) {
        deeds.clear();
        failing = withFailures;
    }

    synchronized List<Deed> deeds() {
        return List.copyOf(deeds);
    }

    synchronized void waits(String route, StageConsumer consumer) {
        consumers.put(route, consumer);
    }

    synchronized void left(String route) {
        consumers.remove(route);
    }

    /** Routes that wait for input, by id. */
    synchronized Map<String, StageConsumer> consumers() {
        return Map.copyOf(consumers);
    }
}
