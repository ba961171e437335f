package dev.shophub.simulator.erp;

import dev.shophub.simulator.erp.DocumentBody.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a document does to stock, as the difference between what its lines did before and what they are to do now. A line
 * reserves, then ships, once: shipped goods are gone, and come back only when the warehouse books what a buyer returned.
 */
final class Effects {

    /** What one line does: {@code reserved}, {@code shipped} or {@code released}. */
    record Effect(String line, String sku, long quantity, String state) {}

    private static final String RESERVED = "reserved";
    private static final String SHIPPED = "shipped";
    private static final String RELEASED = "released";

    private final List<Effect> changed = new ArrayList<>();
    private final Map<String, Long> gone = new TreeMap<>();
    private final TreeSet<String> touched = new TreeSet<>();

    /**
     * @param before by line
     * @param document as it now stands; what its lines leave out is released
     */
    Effects(Map<String, Effect> before, DocumentBody document) {
        var left = new TreeMap<>(before);
        for (var line : document.lines()) {
            change(
                    left.remove(line.line()),
                    new Effect(line.line(), line.sku(), line.quantity(), stateOf(document, line)));
        }
        for (var withheld : left.values()) {
            change(withheld, new Effect(withheld.line(), withheld.sku(), withheld.quantity(), RELEASED));
        }
    }

    /** Effects to write. */
    List<Effect> changed() {
        return changed;
    }

    /** SKUs whose stock or reservations move, in order. */
    List<String> touched() {
        return List.copyOf(touched);
    }

    /** Pieces that leave the warehouse with this change. */
    long gone(String sku) {
        return gone.getOrDefault(sku, 0L);
    }

    private static String stateOf(DocumentBody document, Line line) {
        if (document.state().equals("cancelled") || line.state().equals("cancelled")) {
            return RELEASED;
        }
        return document.state().equals("shipped") || line.state().equals(SHIPPED) ? SHIPPED : RESERVED;
    }

    private void change(Effect before, Effect after) {
        if (after.equals(before) || before != null && before.state().equals(SHIPPED)) {
            return;
        }
        if (before == null && after.state().equals(RELEASED)) {
            return;
        }
        changed.add(after);
        if (before != null && before.state().equals(RESERVED)) {
            touched.add(before.sku());
        }
        if (!after.state().equals(RELEASED)) {
            touched.add(after.sku());
        }
        if (after.state().equals(SHIPPED)) {
            gone.merge(after.sku(), after.quantity(), Long::sum);
        }
    }
}
