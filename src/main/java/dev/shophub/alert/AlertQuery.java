package dev.shophub.alert;

import dev.shophub.store.Said;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

/** A query of {@code config/sql} that an admin may edit: one that is wrong is told to the admins until it is mended. */
final class AlertQuery {

    private static final Logger LOG = LoggerFactory.getLogger(AlertQuery.class);

    private final String file;
    private final Troubles troubles;

    /** @param file as people find it, {@code config/sql/low-stock.sql} */
    AlertQuery(String file, Troubles troubles) {
        this.file = file;
        this.troubles = troubles;
    }

    /** It was asked and its answer understood. */
    void answered() {
        troubles.cure(file);
    }

    /** It could not be asked, or its answer not read. */
    void failed(Exception failure) {
        var database = NestedExceptionUtils.getMostSpecificCause(failure);
        if (failure instanceof InvalidDataAccessResourceUsageException
                || failure instanceof AnswerRow.BadAnswerException) {
            LOG.warn("The query could not be asked ({}:1): {}", file, database.getMessage());
            troubles.raise(
                    file,
                    "config",
                    Optional.empty(),
                    Said.of("query", file + ":1 " + database.getMessage(), file + ":1")
                            .quoting(Optional.ofNullable(database.getMessage()).orElse(database.toString())));
        } else {
            LOG.warn("The query {} is tried again at the next look: {}", file, database.toString());
        }
    }
}
