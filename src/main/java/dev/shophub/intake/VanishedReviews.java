package dev.shophub.intake;

import dev.shophub.connector.Window;
import dev.shophub.model.Review;
import dev.shophub.store.Reviews;
import dev.shophub.store.ShopRow;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts reviews as deleted that a sweep no longer showed, with the messages that tell of it in the same transaction. Silence
 * is no deletion: a slice that came empty, or not whole, is doubted and nothing of it is marked.
 */
public final class VanishedReviews {

    private final TransactionTemplate transaction;
    private final Reviews reviews;
    private final Changes changes;
    private final Clock clock;

    /** @param transaction READ COMMITTED */
    public VanishedReviews(TransactionTemplate transaction, Reviews reviews, Changes changes, Clock clock) {
        this.transaction = transaction;
        this.reviews = reviews;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * A slice of time of writing, read again to its end.
     *
     * @param shown records that came
     * @param setAside those of them that could not be read
     */
    public record Reread(Window window, int shown, int setAside) {}

    /**
     * What a sweep came to.
     *
     * @param deleted reviews marked
     * @param doubts the slices of which nothing was marked although reviews are missing, in the order they were read
     */
    public record Verdict(int deleted, List<Doubt> doubts) {

        public Verdict {
            doubts = List.copyOf(doubts);
        }
    }

    /**
     * A slice of which nothing was marked.
     *
     * @param missing known reviews that did not come
     * @param sentence the same and why it is no proof
     */
    public record Doubt(Window window, int missing, String sentence) {}

    /**
     * Marks what is missing in a whole sweep.
     *
     * @param began before the first of its pages was asked for, UTC; what was seen since is not missing
     */
    public Verdict judge(ShopRow shop, Instant began, List<Reread> slices) {
        var answers = slices.stream().anyMatch(slice -> slice.shown() > 0);
        var deleted = 0;
        var doubts = new ArrayList<Doubt>();
        for (var slice : slices) {
            deleted += transaction.execute(status -> {
                var window = slice.window();
                var missing = reviews.unseenSince(shop.id(), window.from(), window.to(), began);
                if (missing.isEmpty()) {
                    return 0;
                }
                if (!believed(slice, missing.size(), answers)) {
                    doubts.add(new Doubt(
                            window,
                            missing.size(),
                            "Known reviews did not come (shop=%s, from=%s, to=%s, missing=%d, shown=%d, unreadable=%d)"
                                    .formatted(
                                            shop.key(),
                                            window.from(),
                                            window.to(),
                                            missing.size(),
                                            slice.shown(),
                                            slice.setAside())));
                    return 0;
                }
                return mark(shop, missing);
            });
        }
        if (deleted > 0) {
            changes.ring();
        }
        return new Verdict(deleted, doubts);
    }

    /** Where nothing came, a single missing review is believed, if the platform showed others in the same sweep. */
    private static boolean believed(Reread slice, int missing, boolean answers) {
        return slice.setAside() == 0 && (slice.shown() > 0 || missing == 1 && answers);
    }

    private int mark(ShopRow shop, List<Review> missing) {
        reviews.deleted(shop.id(), missing, clock.instant());
        changes.write(changes.ofDeletedReviews(shop, missing, reviews.codes(shop.id(), missing)));
        return missing.size();
    }
}
