package dev.shophub.settings;

import java.util.Optional;

/** Which release of the hub this is. */
public final class Release {

    private Release() {}

    /** As the jar names it; {@code development} where the classes are in no jar. */
    public static String name() {
        return Optional.ofNullable(Release.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
