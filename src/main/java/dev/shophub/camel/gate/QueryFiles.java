package dev.shophub.camel.gate;

import java.util.Optional;

/** How the files of {@code config/sql} are named to people and in revisions. */
final class QueryFiles {

    static final String ENDING = ".sql";

    /** Stands before the name below the folder, wherever the configuration lies. */
    static final String SHOWN = "config/sql/";

    private QueryFiles() {}

    /** The name below the folder; empty when this is no query's name. */
    static Optional<String> below(String shown) {
        return shown.startsWith(SHOWN) && shown.endsWith(ENDING)
                ? Optional.of(shown.substring(SHOWN.length()))
                : Optional.empty();
    }
}
