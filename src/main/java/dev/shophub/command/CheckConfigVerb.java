package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.route.CheckedConfiguration;
import dev.shophub.route.ConfigurationDesk;

/** Asks the running hub what is wrong with its files and what its shops' credentials can do. */
final class CheckConfigVerb {

    static final VerbCall<Nothing, CheckedConfiguration> CALL =
            new VerbCall<>("check-config", Nothing.class, new TypeReference<>() {}, false);

    private final ConfigurationDesk desk;

    CheckConfigVerb(ConfigurationDesk desk) {
        this.desk = desk;
    }

    CheckedConfiguration check(Nothing nothing) {
        return desk.check();
    }

    /** Asks for all. */
    record Nothing() {}
}
