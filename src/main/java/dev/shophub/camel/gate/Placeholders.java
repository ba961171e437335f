package dev.shophub.camel.gate;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the configuration's values for {@code {{key}}} and {@code {{key:default}}}; what it does not know it leaves alone. */
final class Placeholders implements UnaryOperator<String> {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Za-z0-9._-]+)(?::([^{}]*))?}}");

    private final Function<String, Optional<String>> properties;

    Placeholders(Function<String, Optional<String>> properties) {
        this.properties = properties;
    }

    @Override
    public String apply(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found)));
    }

    private String value(java.util.regex.MatchResult found) {
        return properties
                .apply(found.group(1))
                .or(() -> Optional.ofNullable(found.group(2)))
                .orElse(found.group());
    }
}
