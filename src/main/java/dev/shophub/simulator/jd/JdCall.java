package dev.shophub.simulator.jd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.simulator.stage.Paging;
import dev.shophub.simulator.stage.Seller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A call that passed the gate. Numbers are taken as numbers or as text, lists as lists or as comma text.
 *
 * @param seller whose token it carries
 * @param parameters of the interface, the content of {@code 360buy_param_json}
 * @param clock the platform's
 */
record JdCall(Seller seller, JsonNode parameters, Clock clock) {

    String shop() {
        return seller.key().value();
    }

    /** The platform's second that a change made now is stamped with. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    Optional<String> text(String name) {
        return Optional.of(parameters.path(name))
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .filter(value -> !value.isBlank() && !value.equals("null"));
    }

    String required(String name) {
        return text(name).orElseThrow(() -> JdRefusal.parameter(name, "不能为空"));
    }

    Optional<Long> number(String name) {
        return text(name).map(value -> number(name, value));
    }

    long requiredNumber(String name) {
        return number(name, required(name));
    }

    Optional<Instant> time(String name) {
        return text(name).map(value -> JdTime.parse(value)
                .orElseThrow(() -> JdRefusal.parameter(name, "格式应为 yyyy-MM-dd HH:mm:ss")));
    }

    /** A span of time; both ends or none. */
    Optional<Span> span(String from, String to) {
        var begin = time(from);
        var end = time(to);
        if (begin.isPresent() != end.isPresent()) {
            throw JdRefusal.parameter(begin.isPresent() ? to : from, "不能为空");
        }
        return begin.map(time -> new Span(time, end.orElseThrow())).filter(span -> {
            if (span.to().isBefore(span.from())) {
                throw JdRefusal.parameter(to, "早于 " + from);
            }
            return true;
        });
    }

    /** Both ends count. */
    record Span(Instant from, Instant to) {}

    Set<String> words(String name) {
        return Set.copyOf(list(name));
    }

    List<Long> numbers(String name) {
        return list(name).stream().map(value -> number(name, value)).toList();
    }

    private List<String> list(String name) {
        var node = parameters.path(name);
        var values = new ArrayList<String>();
        if (node.isArray()) {
            node.forEach(value -> values.add(value.asText()));
        } else {
            text(name)
                    .ifPresent(text -> values.addAll(Stream.of(text.split(","))
                            .map(String::strip)
                            .filter(value -> !value.isEmpty())
                            .toList()));
        }
        return values;
    }

    /** The page asked for; always counted. */
    Paging paging(String pageName, String sizeName, int largest) {
        long page = number(pageName).orElse(1L);
        long size = number(sizeName).orElse((long) largest);
        if (page < 1 || page > Integer.MAX_VALUE) {
            throw JdRefusal.parameter(pageName, "从 1 开始");
        }
        if (size < 1 || size > largest) {
            throw JdRefusal.parameter(sizeName, "最大 " + largest);
        }
        return new Paging((int) page, (int) size, true);
    }

    private static long number(String name, String value) {
        if (!value.matches("-?[0-9]{1,18}|[1-8][0-9]{18}")) {
            throw JdRefusal.parameter(name, "不是数字");
        }
        return Long.parseLong(value);
    }
}
