package dev.shophub.simulator.taobao;

import dev.shophub.simulator.stage.Seller;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A call that passed the gate, with its parameters read strictly.
 *
 * @param appKey the application that calls
 * @param seller whose session it carries; empty where the method needs none
 * @param parameters as sent
 * @param clock the platform's
 */
record TaobaoCall(String appKey, Optional<Seller> seller, Map<String, String> parameters, Clock clock) {

    Seller shop() {
        return seller.orElseThrow(() -> new TaobaoRefusal(26, "Missing Session"));
    }

    String key() {
        return shop().key().value();
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
    }

    String required(String name) {
        return text(name).orElseThrow(() -> TaobaoRefusal.missing(name));
    }

    long requiredNumber(String name) {
        return number(name, required(name));
    }

    Optional<Long> number(String name) {
        return text(name).map(value -> number(name, value));
    }

    int integer(String name, int least, int most, int otherwise) {
        var value = number(name).orElse((long) otherwise);
        if (value < least || value > most) {
            throw TaobaoRefusal.invalid(name, "from " + least + " to " + most);
        }
        return value.intValue();
    }

    boolean flag(String name) {
        return text(name)
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw TaobaoRefusal.invalid(name, "true or false");
                })
                .orElse(false);
    }

    Optional<Instant> time(String name) {
        return text(name).map(value -> TaobaoTime.parse(value)
                .orElseThrow(() -> TaobaoRefusal.invalid(name, "yyyy-MM-dd HH:mm:ss")));
    }

    Instant requiredTime(String name) {
        required(name);
        return time(name).orElseThrow();
    }

    Optional<String> oneOf(String name, Set<String> words) {
        return text(name).map(value -> {
            if (!words.contains(value)) {
                throw TaobaoRefusal.invalid(name, "not one of its words");
            }
            return value;
        });
    }

    Set<String> fields() {
        return Set.copyOf(list("fields", required("fields")));
    }

    List<Long> requiredNumbers(String name, int most) {
        var numbers = list(name, required(name)).stream()
                .map(value -> number(name, value))
                .toList();
        if (numbers.size() > most) {
            throw TaobaoRefusal.invalid(name, "at most " + most);
        }
        return numbers;
    }

    private static List<String> list(String name, String text) {
        var values = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (values.isEmpty()) {
            throw TaobaoRefusal.missing(name);
        }
        return List.copyOf(values);
    }

    static long number(String name, String value) {
        if (!value.matches("-?[0-9]{1,19}")) {
            throw TaobaoRefusal.invalid(name, "not a number");
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw TaobaoRefusal.invalid(name, "too large");
        }
    }
}
