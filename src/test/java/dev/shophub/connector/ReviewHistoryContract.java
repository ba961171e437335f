package dev.shophub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.model.RawRecord;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What reading past reviews again promises, beside {@link ReviewSourceContract}. */
public interface ReviewHistoryContract {

    Rehearsal rehearsal();

    /** A new connector, as after a restart. */
    ReviewHistory history();

    @Test
    default void reviewsAreFoundByTheTimeOfWritingAndNoOthersBesides() {
        var expected = rehearsal().fill(rehearsal().pageSize() + 1);
        var found = new ArrayList<RawRecord>();

        for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
            var page = history().reviewsWritten(rehearsal().window(), next.get());
            found.addAll(page.records());
            next = page.next();
        }

        assertThat(found).extracting(RawRecord::id).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(history().reviewsWritten(rehearsal().later(), Cursor.START).records())
                .isEmpty();
    }
}
