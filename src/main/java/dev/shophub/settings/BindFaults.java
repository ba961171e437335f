package dev.shophub.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.Origin;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.validation.FieldError;

/** Says in one sentence why a block did not bind; shows no value, which may be a secret. */
final class BindFaults {

    private BindFaults() {}

    static String where(BindException wrong, Origins origins) {
        return unbound(wrong)
                .map(ConfigurationProperty::getOrigin)
                .or(() -> cause(wrong, BindValidationException.class).flatMap(BindFaults::validationOrigin))
                .or(() -> Optional.ofNullable(wrong.getProperty()).map(ConfigurationProperty::getOrigin))
                .map(Origins::text)
                .orElseGet(() -> origins.of(wrong.getName()));
    }

    static String what(BindException wrong) {
        var unbound = unbound(wrong);
        if (unbound.isPresent()) {
            return "the key '%s' is unknown; compare its spelling with docs/configuration.md"
                    .formatted(unbound.get().getName());
        }
        var invalid = cause(wrong, BindValidationException.class);
        if (invalid.isPresent()) {
            return validation(invalid.get());
        }
        return "'%s' cannot be read; expected %s".formatted(wrong.getName(), expected(wrong));
    }

    private static String expected(BindException wrong) {
        var conversion = cause(wrong, ConversionException.class);
        if (conversion.isPresent()) {
            var type = conversion
                    .filter(ConversionFailedException.class::isInstance)
                    .map(ConversionFailedException.class::cast)
                    .map(ConversionFailedException::getTargetType)
                    .map(BindFaults::innermost)
                    .<Class<?>>map(TypeDescriptor::getType)
                    .orElse(wrong.getTarget().getType().resolve(Object.class));
            return words(type);
        }
        return cause(wrong, IllegalArgumentException.class)
                .map(Throwable::getMessage)
                .orElseGet(() -> words(wrong.getTarget().getType().resolve(Object.class)));
    }

    private static TypeDescriptor innermost(TypeDescriptor type) {
        return type.getType() == Optional.class
                ? new TypeDescriptor(type.getResolvableType().getGeneric(0), null, null)
                : type;
    }

    private static String words(Class<?> type) {
        if (type == Duration.class) {
            return "a duration with its unit, such as 30s, 5m, 2h or 90d";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant ->
                                    constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .collect(Collectors.joining(", "));
        }
        return type == String.class ? "a text" : "what docs/configuration.md says";
    }

    private static Optional<ConfigurationProperty> unbound(BindException wrong) {
        return cause(wrong, UnboundConfigurationPropertiesException.class)
                .flatMap(unknown -> unknown.getUnboundProperties().stream()
                        .min(Comparator.comparing(ConfigurationProperty::getName)));
    }

    private static Optional<Origin> validationOrigin(BindValidationException invalid) {
        return invalid.getValidationErrors().getAllErrors().stream()
                .map(Origin::from)
                .filter(origin -> origin != null)
                .findFirst();
    }

    private static String validation(BindValidationException invalid) {
        var errors = invalid.getValidationErrors();
        return errors.getAllErrors().stream()
                .map(error -> "'%s%s' %s"
                        .formatted(
                                errors.getName(),
                                error instanceof FieldError field ? "." + kebab(field.getField()) : "",
                                error.getDefaultMessage()))
                .collect(Collectors.joining("; "));
    }

    private static String kebab(String field) {
        return field.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static <T extends Throwable> Optional<T> cause(Throwable thrown, Class<T> type) {
        for (var present = thrown; present != null; present = present.getCause()) {
            if (type.isInstance(present)) {
                return Optional.of(type.cast(present));
            }
        }
        return Optional.empty();
    }
}
