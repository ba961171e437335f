package dev.shophub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Review;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What answering a review promises, tried against the platform's simulator. */
public interface ReviewReplySinkContract {

    Rehearsal rehearsal();

    ReviewReplySink replySink();

    /** A review without an answer, as the connector reads it. */
    Review reviewToAnswer();

    /** The answer the platform shows now; empty when none. */
    String replyOf(Review review);

    @Test
    default void answersAReview() {
        replySink().reply(reviewToAnswer(), "谢谢,已补发 & 致歉");

        assertThat(replyOf(reviewToAnswer())).isEqualTo("谢谢,已补发 & 致歉");
    }

    @Test
    default void repeatingTheAnswerIsHarmless() {
        replySink().reply(reviewToAnswer(), "谢谢");
        replySink().reply(reviewToAnswer(), "谢谢");

        assertThat(replyOf(reviewToAnswer())).isEqualTo("谢谢");
    }

    @Test
    default void aReviewThatIsGoneIsRejected() {
        var gone = new ExternalId("999999999");
        var at = Instant.parse("2026-03-01T08:00:00Z");
        var review = new Review(
                gone,
                Optional.of(gone),
                Optional.of(gone),
                gone,
                "春茶",
                Review.Rating.BAD,
                "bad",
                Optional.empty(),
                "不好",
                "",
                Optional.empty(),
                "",
                at,
                at);

        assertThatThrownBy(() -> replySink().reply(review, "谢谢")).isInstanceOf(RejectedException.class);
    }

    @Test
    default void answersPassOnTheWaitThePlatformAsksFor() {
        var review = reviewToAnswer();
        rehearsal().rateLimitNext(Duration.ofSeconds(7));

        assertThatThrownBy(() -> replySink().reply(review, "谢谢"))
                .isInstanceOfSatisfying(RateLimitedException.class, limited -> assertThat(limited.waitTime())
                        .isEqualTo(Duration.ofSeconds(7)));
    }
}
