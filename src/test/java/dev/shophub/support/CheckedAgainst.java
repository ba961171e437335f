package dev.shophub.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the platform's own side a test class is held against, beside the simulator that its contracts run against: told in the matrix
 * of {@code docs/platforms/README.md}. The class lies in {@code dev.shophub.platform.<name>} or {@code dev.shophub.simulator.<name>}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface CheckedAgainst {

    Other value();

    /** The capabilities it bears on; none: every one that the platform offers. */
    Class<?>[] of() default {};

    /** Something that was not written here. */
    enum Other {
        /** A signature, payload or answer that the platform or another project published. */
        PUBLISHED_VECTOR("V"),
        /** A client that others wrote, run against the simulator. */
        CLIENT_OF_OTHERS("C"),
        /** The platform itself, or its software run here. */
        REAL_SYSTEM("R");

        private final String letter;

        Other(String letter) {
            this.letter = letter;
        }

        public String letter() {
            return letter;
        }
    }
}
