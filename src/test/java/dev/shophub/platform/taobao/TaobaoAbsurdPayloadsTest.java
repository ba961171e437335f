package dev.shophub.platform.taobao;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.connector.Json;
import dev.shophub.connector.MalformedRecordException;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Stream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of every payload, made absurd in every way: a record is read or refused by its field, nothing else happens. */
class TaobaoAbsurdPayloadsTest {

    private static final List<String> ABSURD = List.of(
            "null",
            "\"\"",
            "\" \"",
            "\"x\"",
            "-1",
            "0",
            "1e999999999",
            "\"1e999999999\"",
            "9223372036854775807",
            "-9223372036854775808",
            "99999999999999999999999999",
            "0.00000000001",
            "true",
            "{}",
            "[]",
            "[{}]",
            "[null]",
            "\"0000-00-00 00:00:00\"",
            "\"9999-12-31 23:59:59\"",
            "\"" + "长".repeat(100_000) + "\"",
            "\"𠮷😀\"");

    static List<Arguments> payloads() {
        Consumer<RawRecord> item = raw -> {
            TaobaoItemMapper.listing(raw);
            TaobaoItemMapper.stockLevels(raw);
        };
        Consumer<RawRecord> order = raw -> {
            var read = TaobaoOrderMapper.order(raw);
            read.lines().forEach(line -> assertThat(line.code().value()).isNotEmpty());
        };
        Consumer<RawRecord> refund = raw -> TaobaoRefundMapper.refund(raw, Set.of());
        Consumer<RawRecord> review = TaobaoReviewMapper::review;
        return List.of(
                Arguments.of("orders/paid-two-lines.json", order),
                Arguments.of("orders/step-deposit-paid.json", order),
                Arguments.of("refunds/open.json", refund),
                Arguments.of("items/two-variants.json", item),
                Arguments.of("items/without-variants.json", item),
                Arguments.of("reviews/tmall-follow-up.json", review));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void isReadOrRefusedByItsField(String fixture, Consumer<RawRecord> mapper) throws IOException {
        var whole = Json.MAPPER.readTree(Fixtures.bytes(fixture));
        int objects = objects(whole).size();
        for (int number = 0; number < objects; number++) {
            for (var name : names(objects(whole).get(number))) {
                for (var absurd : ABSURD) {
                    var copy = whole.deepCopy();
                    objects(copy).get(number).set(name, Json.MAPPER.readTree(absurd));
                    refusedOrRead(
                            copy,
                            mapper,
                            fixture + " " + name + " " + absurd.substring(0, Math.min(20, absurd.length())));
                }
                var without = whole.deepCopy();
                objects(without).get(number).remove(name);
                refusedOrRead(without, mapper, fixture + " without " + name);
            }
        }
    }

    private static void refusedOrRead(JsonNode payload, Consumer<RawRecord> mapper, String what) {
        Assertions.assertTimeout(
                Duration.ofSeconds(5),
                () -> {
                    try {
                        mapper.accept(Fixtures.raw(Stream.ORDERS, Json.MAPPER.writeValueAsBytes(payload)));
                    } catch (MalformedRecordException refused) {
                        assertThat(refused.field()).as(what).isNotEmpty();
                        assertThat(refused.getMessage()).as(what).hasSizeLessThan(300);
                    }
                },
                what);
    }

    private static List<ObjectNode> objects(JsonNode node) {
        var found = new ArrayList<ObjectNode>();
        if (node instanceof ObjectNode object) {
            found.add(object);
        }
        node.forEach(child -> found.addAll(objects(child)));
        return found;
    }

    private static List<String> names(ObjectNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
