package dev.shophub.settings;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.scheduling.support.CronExpression;

/** A text that is a Quartz expression: six fields from seconds to the day of the week, and perhaps a year. */
@Constraint(validatedBy = Cron.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@interface Cron {

    String message() default "is no Quartz expression; write it like 0 0 9 * * ?";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says whether it is one. */
    final class Check implements ConstraintValidator<Cron, String> {

        private static final String YEAR = "\\s+[\\d*,/-]+$";
        private static final int FIELDS_WITH_YEAR = 7;
        /** Of these two Quartz wants exactly one to be open. */
        private static final int DAY = 3;

        private static final int WEEKDAY = 5;

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            var fields = text.strip().split("\\s+");
            var withYear = fields.length == FIELDS_WITH_YEAR;
            if (fields.length < FIELDS_WITH_YEAR - 1 || fields[DAY].equals("?") == fields[WEEKDAY].equals("?")) {
                return false;
            }
            return CronExpression.isValidExpression(withYear ? text.strip().replaceFirst(YEAR, "") : text);
        }
    }
}
