package dev.shophub.settings;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An address at which strangers reach the hub, to which a path is added: https, and plain http on this computer alone. */
@Constraint(validatedBy = DoorAddress.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@interface DoorAddress {

    String message() default
            "is no address for webhooks; write it like https://hub.example.com (http:// for this computer only), without user,"
                    + " '?' and '#'; /hooks/<shop> is added to it";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says whether it is one. */
    final class Check implements ConstraintValidator<DoorAddress, Optional<URI>> {

        private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

        @Override
        public boolean isValid(Optional<URI> address, ConstraintValidatorContext context) {
            return address == null || address.map(Check::isGood).orElse(true);
        }

        private static boolean isGood(URI address) {
            var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            return address.getHost() != null
                    && (scheme.equals("https") || scheme.equals("http") && LOOPBACK.contains(address.getHost()))
                    && address.getRawUserInfo() == null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null;
        }
    }
}
