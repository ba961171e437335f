package dev.shophub.simulator.taobao;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** One record of an answer: carries only what was asked for, and nothing that is empty. */
final class TaobaoRecord {

    private final ObjectNode node = JsonNodeFactory.instance.objectNode();
    private final Predicate<String> asked;

    private TaobaoRecord(Predicate<String> asked) {
        this.asked = asked;
    }

    static TaobaoRecord of(Set<String> fields) {
        return new TaobaoRecord(fields::contains);
    }

    static TaobaoRecord whole() {
        return new TaobaoRecord(field -> true);
    }

    /** The part of a record that was asked for as a whole ({@code orders}) or field by field ({@code orders.oid}). */
    static TaobaoRecord part(Set<String> fields, String part) {
        return fields.contains(part) ? whole() : new TaobaoRecord(field -> fields.contains(part + "." + field));
    }

    static boolean anyOf(Set<String> fields, String part) {
        return fields.contains(part) || fields.stream().anyMatch(field -> field.startsWith(part + "."));
    }

    TaobaoRecord text(String name, String value) {
        if (!value.isEmpty() && asked.test(name)) {
            node.put(name, value);
        }
        return this;
    }

    TaobaoRecord number(String name, long value) {
        if (asked.test(name)) {
            node.put(name, value);
        }
        return this;
    }

    TaobaoRecord flag(String name, boolean value) {
        if (asked.test(name)) {
            node.put(name, value);
        }
        return this;
    }

    TaobaoRecord money(String name, BigDecimal yuan) {
        return text(name, yuan(yuan));
    }

    static String yuan(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    TaobaoRecord time(String name, Instant value) {
        return text(name, TaobaoTime.text(value));
    }

    TaobaoRecord time(String name, Optional<Instant> value) {
        value.ifPresent(present -> time(name, present));
        return this;
    }

    /** A list as the platform wraps it; an empty one leaves its key out. */
    TaobaoRecord list(String plural, String singular, List<ObjectNode> values) {
        if (!values.isEmpty()) {
            node.putObject(plural).putArray(singular).addAll(values);
        }
        return this;
    }

    TaobaoRecord record(String name, ObjectNode value) {
        node.set(name, value);
        return this;
    }

    ObjectNode node() {
        return node;
    }
}
