package dev.shophub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What reading any stream promises, tried against the platform's simulator over real HTTP. */
public interface StreamSourceContract {

    Rehearsal rehearsal();

    /** A page of the stream, by a connector that remembers nothing of earlier calls. */
    Page page(Window window, Cursor cursor);

    /** Reads the record in the hub's words; its id there, or that of what it is about. */
    ExternalId understood(RawRecord raw);

    @Test
    default void anEmptyWindowHasNoRecords() {
        rehearsal().fill(0);

        assertThat(read(rehearsal().window(), Optional.of(Cursor.START))).isEmpty();
    }

    @Test
    default void readsEveryRecordOnceAcrossPages() {
        var expected = rehearsal().fill(rehearsal().pageSize() + 1);

        assertThat(read(rehearsal().window(), Optional.of(Cursor.START)))
                .extracting(RawRecord::id)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    default void everyRecordReadsInTheHubsWords() {
        rehearsal().fill(3);

        assertThat(read(rehearsal().window(), Optional.of(Cursor.START)))
                .hasSize(3)
                .allSatisfy(raw -> assertThat(understood(raw)).isEqualTo(raw.id()));
    }

    @Test
    default void theSameRecordReadAgainIsTheSame() {
        rehearsal().fill(2);

        var first = read(rehearsal().window(), Optional.of(Cursor.START));
        var second = read(rehearsal().window(), Optional.of(Cursor.START));

        assertThat(second)
                .extracting(RawRecord::text)
                .containsExactlyElementsOf(first.stream().map(RawRecord::text).toList());
    }

    @Test
    default void resumesFromACursor() {
        var expected = rehearsal().fill(2 * rehearsal().pageSize() + 1);

        var first = page(rehearsal().window(), Cursor.START);
        var rest = read(rehearsal().window(), first.next());

        assertThat(first.next()).isPresent();
        assertThat(first.records()).isNotEmpty();
        var all = new ArrayList<>(first.records());
        all.addAll(rest);
        assertThat(all).extracting(RawRecord::id).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    default void seesARecordChangedDuringThePoll() {
        var expected = rehearsal().fill(2 * rehearsal().pageSize() + 1);

        var first = page(rehearsal().window(), Cursor.START);
        rehearsal().change(expected.get(0));
        rehearsal().change(expected.get(expected.size() / 2));
        rehearsal().change(expected.get(expected.size() - 1));
        var seen = new HashSet<ExternalId>();
        first.records().forEach(raw -> seen.add(raw.id()));
        read(rehearsal().window(), first.next()).forEach(raw -> seen.add(raw.id()));
        read(rehearsal().later(), Optional.of(Cursor.START)).forEach(raw -> seen.add(raw.id()));

        assertThat(seen).containsAll(expected);
    }

    @Test
    default void passesOnTheWaitThePlatformAsksFor() {
        rehearsal().fill(1);
        rehearsal().rateLimitNext(Duration.ofSeconds(7));

        assertThatThrownBy(() -> page(rehearsal().window(), Cursor.START))
                .isInstanceOfSatisfying(RateLimitedException.class, limited -> assertThat(limited.waitTime())
                        .isEqualTo(Duration.ofSeconds(7)));
    }

    @Test
    default void renewsAnExpiredTokenOnce() {
        rehearsal().fill(1);
        rehearsal().expireToken();

        assertThat(page(rehearsal().window(), Cursor.START).records()).hasSize(1);
    }

    @Test
    default void saysAuthFailedWhenTheTokenExpires() {
        rehearsal().fill(1);
        rehearsal().revoke();

        assertThatThrownBy(() -> page(rehearsal().window(), Cursor.START))
                .isInstanceOfSatisfying(AuthFailedException.class, refused -> assertThat(refused.renewable())
                        .isFalse());
    }

    @Test
    @Timeout(20)
    default void timesOutRatherThanHangs() {
        rehearsal().fill(1);
        rehearsal().stallNext();

        assertThatThrownBy(() -> page(rehearsal().window(), Cursor.START)).isInstanceOf(UnavailableException.class);
    }

    @Test
    default void aBrokenAnswerIsUnavailable() {
        rehearsal().fill(1);

        rehearsal().failNext(503);
        assertThatThrownBy(() -> page(rehearsal().window(), Cursor.START)).isInstanceOf(UnavailableException.class);
        rehearsal().failNext(200);
        assertThatThrownBy(() -> page(rehearsal().window(), Cursor.START)).isInstanceOf(UnavailableException.class);
        rehearsal().truncateNext();
        assertThatThrownBy(() -> page(rehearsal().window(), Cursor.START)).isInstanceOf(UnavailableException.class);
        assertThat(page(rehearsal().window(), Cursor.START).records()).hasSize(1);
    }

    /** All records from this cursor to the window's end. */
    private List<RawRecord> read(Window window, Optional<Cursor> from) {
        var records = new ArrayList<RawRecord>();
        for (var next = from; next.isPresent(); ) {
            var page = page(window, next.get());
            records.addAll(page.records());
            next = page.next();
        }
        return records;
    }
}
