package dev.shophub.camel;

import dev.shophub.connector.Failure;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What a failure of reading is: the world being down, or a bug of ours. */
final class PollFailures {

    private PollFailures() {}

    static boolean isBug(Exception failure) {
        return !(failure instanceof Failure)
                && !(failure instanceof TransientDataAccessException)
                && !(failure instanceof NonTransientDataAccessResourceException)
                && !(failure instanceof CannotCreateTransactionException);
    }

    /** A failure's own sentence carries no buyer's data; of anything else only the kind is told. */
    static String describe(Exception failure) {
        return failure instanceof Failure
                ? failure.getMessage()
                : failure.getClass().getSimpleName();
    }
}
