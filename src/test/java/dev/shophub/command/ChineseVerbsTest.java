package dev.shophub.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under {@code --lang zh} no verb speaks English: a hub answers everything, its failures in English as it keeps them. */
class ChineseVerbsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-27T04:00:00Z"), ZoneOffset.UTC);

    private static final String FAILURE =
            "The site refused the key or its signature (shop=site, status=401). Check settings consumer-key and"
                    + " consumer-secret, and whether the key's user still exists";
    private static final String CLAUSE = "12 of 50 sample orders no longer go to the ERP; they are held";

    /** What the hub keeps in English. */
    private static final Set<String> FAILURES =
            Set.of("detail", "message", "failure", "lastFailure", "reason", "pausedReason");

    private static final Set<String> CLAUSES = Set.of("breaches", "effects", "script", "faults", "notes");

    private static final Map<String, String> STATES =
            Map.of("status", "paused", "rename-shop", "live", "inbox", "refused", "backfill", "stopped");

    /** Four words of English in a row are a sentence; commands to type, paths and keys are none. */
    private static final Pattern ENGLISH = Pattern.compile("(?<![/.\\w-])[A-Za-z']{2,}(?: [a-z']{2,}){3,}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "parked",
                "show 1",
                "routes",
                "diff deliver.camel.yaml",
                "accept deliver.camel.yaml",
                "rollback deliver.camel.yaml",
                "dry-run deliver.camel.yaml",
                "pause site",
                "resume site",
                "mail test",
                "mails",
                "audit",
                "audit --days",
                "backfill list",
                "backfill follow 1",
                "resync site 1",
                "replay 1",
                "go-live site",
                "observe site",
                "authorize site --moved",
                "hold 1 --reason 缺货",
                "unhold 1",
                "freeze site --until 2026-12-01",
                "release site",
                "mute SKU --until 2026-12-01",
                "takedown 1 --all-shops",
                "reply site 1 谢谢",
                "rename-shop site new",
                "forget 1 --yes",
                "target",
                "inbox",
                "report 2026-11-26"
            })
    void noSentenceIsEnglish(String typed) {
        for (int last = 0; last < 2; last++) {
            var verb = TypedVerb.in("zh", new Answers(typed.split(" ")[0], last == 1), CLOCK, "\n", typed.split(" "));

            assertThat(verb.out() + verb.err()).as("what is said").isNotBlank();
            for (var line : (verb.out() + verb.err()).split("\n")) {
                assertThat(ENGLISH.matcher(line).find())
                        .as("%s says: %s", typed, line)
                        .isFalse();
            }
        }
    }

    /** A hub that answers with what the record takes, one of everything. */
    private record Answers(String verb, boolean last) implements HubDoor {

        @Override
        public <A, R> R call(VerbCall<A, R> called, A request) {
            @SuppressWarnings("unchecked")
            var answer = (R) made(called.gives().getType(), "");
            return answer;
        }

        private Object made(Type type, String name) {
            if (type instanceof ParameterizedType of) {
                var raw = of.getRawType();
                var first = of.getActualTypeArguments()[0];
                if (raw == Optional.class) {
                    return Optional.of(made(first, name));
                }
                if (raw == List.class) {
                    return List.of(made(first, name));
                }
                if (raw == Set.class) {
                    return Set.of(made(first, name));
                }
                return Map.of(made(first, name), made(of.getActualTypeArguments()[1], name));
            }
            return made((Class<?>) type, name);
        }

        private Object made(Class<?> type, String name) {
            if (type == String.class) {
                return text(verb, name);
            }
            if (type.isRecord()) {
                return record(type);
            }
            if (type.isEnum()) {
                var all = type.getEnumConstants();
                return all[last ? all.length - 1 : 0];
            }
            return VALUES.entrySet().stream()
                    .filter(value -> value.getKey() == type)
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No value for " + type));
        }

        private Object record(Class<?> type) {
            var parts = type.getRecordComponents();
            try {
                var maker = type.getDeclaredConstructor(
                        Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
                maker.setAccessible(true);
                return maker.newInstance(Arrays.stream(parts)
                        .map(part -> made(part.getGenericType(), part.getName()))
                        .toArray());
            } catch (ReflectiveOperationException broken) {
                throw new AssertionError("No " + type, broken);
            }
        }

        private static String text(String verb, String name) {
            return switch (name) {
                case "zone", "timeZone" -> "UTC";
                case "state" -> STATES.getOrDefault(verb, "done");
                case "outcome" -> verb.equals("takedown") ? "down" : "unknown";
                case "kind" -> verb.equals("status") ? "hold" : "示例";
                case "before" -> verb.equals("takedown") ? "up" : "示例";
                case "at", "since", "from", "to" -> "2026-11-27T00:00:00Z";
                case "reason" -> verb.equals("inbox") ? "no-rows" : FAILURE;
                default -> FAILURES.contains(name) ? FAILURE : CLAUSES.contains(name) ? CLAUSE : "示例";
            };
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
            Map.entry(int.class, 1),
            Map.entry(long.class, 1L),
            Map.entry(double.class, 1.0),
            Map.entry(boolean.class, true),
            Map.entry(Integer.class, 1),
            Map.entry(Long.class, 1L),
            Map.entry(Double.class, 1.0),
            Map.entry(Boolean.class, true),
            Map.entry(BigDecimal.class, BigDecimal.ONE),
            Map.entry(Instant.class, CLOCK.instant()),
            Map.entry(LocalDate.class, LocalDate.of(2026, 11, 26)),
            Map.entry(YearMonth.class, YearMonth.of(2026, 11)),
            Map.entry(Duration.class, Duration.ofHours(1)),
            Map.entry(URI.class, URI.create("https://seller.example")),
            Map.entry(OptionalInt.class, OptionalInt.of(1)),
            Map.entry(OptionalLong.class, OptionalLong.of(1)),
            Map.entry(OptionalDouble.class, OptionalDouble.of(1)),
            Map.entry(byte[].class, "Subject: 示例\r\n\r\n示例".getBytes(StandardCharsets.UTF_8)),
            Map.entry(Object.class, "示例"),
            Map.entry(JsonNode.class, Wire.MAPPER.createObjectNode()));
}
