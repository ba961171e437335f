package dev.shophub.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Review;
import dev.shophub.model.Review.Rating;
import dev.shophub.model.ShopKey;
import dev.shophub.model.SkuCode;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.NewMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewDeskTest {

    private static final Instant GO_LIVE = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant NOON = Instant.parse("2026-11-05T04:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-11-05T16:00:00Z");
    private static final ReviewShop SHOP = new ReviewShop(7, new ShopKey("taobao-one"), "taobao", Optional.of(GO_LIVE));

    @TempDir
    private Path folder;

    private Path words;
    private Collection<String> critical = List.of("boss@example.com");
    private BadRatings ratings = new BadRatings(Map.of());

    @BeforeEach
    void writeTheWords() throws IOException {
        words = Files.writeString(folder.resolve("critical.txt"), "烫伤\n过敏\n");
    }

    @Test
    void mailsABadReviewToEachOfSupportGroupedByShopSkuAndKind() {
        var messages = desk().messagesFor(SHOP, List.of(fresh(review(Rating.BAD, "太差"))), NOON);
        assertThat(messages).extracting(NewMessage::recipient).containsExactly("a@example.com", "b@example.com");
        assertThat(messages).allSatisfy(message -> {
            assertThat(message.destination()).isEqualTo(Destination.MAIL);
            assertThat(message.kind()).isEqualTo("review");
            assertThat(message.shopId()).isEqualTo(7);
            assertThat(message.subject()).isEqualTo("r1");
            assertThat(message.groupKey()).isEqualTo("review/taobao-one/SKU-1/bad");
            assertThat(message.attributes()).containsExactly(Map.entry("why", "bad"));
            assertThat(message.dueAt()).isEqualTo(NOON);
        });
    }

    @Test
    void saysNothingOfGoodAndNeutralOnes() {
        assertThat(desk().messagesFor(
                                SHOP,
                                List.of(fresh(review(Rating.GOOD, "好")), fresh(review(Rating.NEUTRAL, "一般"))),
                                NOON))
                .isEmpty();
    }

    @Test
    void whatCountsAsBadIsToldPerPlatform() {
        ratings = new BadRatings(
                Map.of("taobao", new BadRatings.Rule(Map.of("neutral", true, "bad", false), Optional.of(2), false)));
        assertThat(why(desk().messagesFor(SHOP, List.of(fresh(review(Rating.NEUTRAL, "一般"))), NOON)))
                .containsOnly("bad");
        assertThat(desk().messagesFor(SHOP, List.of(fresh(review(Rating.BAD, "差"))), NOON))
                .isEmpty();
        assertThat(why(desk().messagesFor(SHOP, List.of(fresh(starred(2))), NOON)))
                .containsOnly("bad");
        assertThat(desk().messagesFor(SHOP, List.of(fresh(starred(3))), NOON)).isEmpty();
    }

    @Test
    void quietHoursHoldTheBadButNotTheCritical() {
        var messages = desk().messagesFor(
                        SHOP, List.of(fresh(review(Rating.BAD, "太差")), fresh(review(Rating.GOOD, "孩子过敏了"))), NIGHT);
        assertThat(messages)
                .extracting(NewMessage::recipient, NewMessage::dueAt, NewMessage::groupKey)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "a@example.com", Instant.parse("2026-11-06T00:00:00Z"), "review/taobao-one/SKU-1/bad"),
                        org.assertj.core.groups.Tuple.tuple(
                                "b@example.com", Instant.parse("2026-11-06T00:00:00Z"), "review/taobao-one/SKU-1/bad"),
                        org.assertj.core.groups.Tuple.tuple("boss@example.com", NIGHT, ""));
        assertThat(messages.get(2).attributes())
                .containsEntry("why", "critical")
                .containsEntry("words", "过敏");
    }

    @Test
    void withoutASecondListTheCriticalGoesToSupport() {
        critical = List.of();
        assertThat(desk().messagesFor(SHOP, List.of(fresh(review(Rating.GOOD, "烫伤"))), NIGHT))
                .extracting(NewMessage::recipient)
                .containsExactly("a@example.com", "b@example.com");
    }

    @Test
    void aCriticalWordInAFollowUpOfAGoodReviewGoesAtOnce() {
        var before = review(Rating.GOOD, "好");
        var now = followedUp(before, "用了两天烫伤", NIGHT);
        assertThat(why(desk().messagesFor(SHOP, List.of(changed(before, now)), NIGHT)))
                .containsExactly("critical");
    }

    @Test
    void aCriticalFollowUpOfABadReviewIsToldToBothLists() {
        var before = review(Rating.BAD, "差");
        var now = followedUp(before, "烫伤", NIGHT);
        assertThat(desk().messagesFor(SHOP, List.of(changed(before, now)), NOON))
                .extracting(
                        NewMessage::recipient, message -> message.attributes().get("why"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("boss@example.com", "critical"),
                        org.assertj.core.groups.Tuple.tuple("a@example.com", "followed-up"),
                        org.assertj.core.groups.Tuple.tuple("b@example.com", "followed-up"));
    }

    @Test
    void changedAnsweredAndDeletedFollowAMailedReview() {
        var bad = review(Rating.BAD, "差");
        assertThat(why(desk().messagesFor(SHOP, List.of(changed(bad, answered(bad))), NOON)))
                .containsOnly("answered");
        assertThat(why(desk().messagesFor(SHOP, List.of(changed(bad, review(Rating.GOOD, "改好评"))), NOON)))
                .containsOnly("changed");
        assertThat(why(desk().messagesFor(
                                SHOP,
                                List.of(new ReviewChange(bad, Optional.of(bad), new SkuCode("SKU-1"), true)),
                                NOON)))
                .containsOnly("deleted");
        assertThat(desk().messagesFor(SHOP, List.of(changed(bad, bad)), NOON)).isEmpty();
        var good = review(Rating.GOOD, "好");
        assertThat(desk().messagesFor(SHOP, List.of(changed(good, answered(good))), NOON))
                .isEmpty();
    }

    @Test
    void aReviewThatTurnsBadIsTold() {
        assertThat(why(desk().messagesFor(
                                SHOP, List.of(changed(review(Rating.GOOD, "好"), review(Rating.BAD, "后悔"))), NOON)))
                .containsOnly("bad");
    }

    @Test
    void whatWasWrittenBeforeGoLiveIsNotMailedButAFollowUpAfterItIs() {
        var old = at(review(Rating.BAD, "差，烫伤"), GO_LIVE.minusSeconds(1));
        assertThat(desk().messagesFor(SHOP, List.of(fresh(old)), NOON)).isEmpty();
        assertThat(desk().messagesFor(SHOP, List.of(changed(old, answered(old))), NOON))
                .isEmpty();
        assertThat(why(desk().messagesFor(SHOP, List.of(changed(old, followedUp(old, "更差了", GO_LIVE))), NOON)))
                .containsOnly("bad");
        var neverLive = new ReviewShop(7, SHOP.key(), "taobao", Optional.empty());
        assertThat(why(desk().messagesFor(neverLive, List.of(fresh(old)), NOON)))
                .containsOnly("critical");
    }

    private ReviewDesk desk() {
        var readers = new Readers() {
            @Override
            public Collection<String> support() {
                return List.of("a@example.com", "b@example.com");
            }

            @Override
            public Collection<String> critical() {
                return critical;
            }
        };
        return new ReviewDesk(
                () -> ratings,
                new CriticalWords(words),
                readers,
                () -> QuietHours.of("22:00", "8:00", ZoneId.of("Asia/Shanghai")));
    }

    private static List<String> why(List<NewMessage> messages) {
        return messages.stream().map(message -> message.attributes().get("why")).toList();
    }

    private static ReviewChange fresh(Review review) {
        return new ReviewChange(review, Optional.empty(), new SkuCode("SKU-1"), false);
    }

    private static ReviewChange changed(Review before, Review now) {
        return new ReviewChange(now, Optional.of(before), new SkuCode("SKU-1"), false);
    }

    private static Review review(Rating rating, String text) {
        return new Review(
                new ExternalId("r1"),
                Optional.of(new ExternalId("o1")),
                Optional.empty(),
                new ExternalId("i1"),
                "杯子",
                rating,
                rating.name().toLowerCase(),
                Optional.empty(),
                text,
                "",
                Optional.empty(),
                "",
                NOON,
                NOON);
    }

    private static Review starred(int stars) {
        var plain = review(Rating.UNKNOWN, "……");
        return new Review(
                plain.id(),
                plain.orderId(),
                plain.lineId(),
                plain.itemId(),
                plain.itemTitle(),
                Rating.UNKNOWN,
                "",
                Optional.of(stars),
                plain.text(),
                "",
                Optional.empty(),
                "",
                NOON,
                NOON);
    }

    private static Review at(Review review, Instant writtenAt) {
        return new Review(
                review.id(),
                review.orderId(),
                review.lineId(),
                review.itemId(),
                review.itemTitle(),
                review.rating(),
                review.platformRating(),
                review.stars(),
                review.text(),
                "",
                Optional.empty(),
                "",
                writtenAt,
                writtenAt);
    }

    private static Review followedUp(Review review, String followUp, Instant followUpAt) {
        return new Review(
                review.id(),
                review.orderId(),
                review.lineId(),
                review.itemId(),
                review.itemTitle(),
                review.rating(),
                review.platformRating(),
                review.stars(),
                review.text(),
                followUp,
                Optional.of(followUpAt),
                "",
                review.writtenAt(),
                followUpAt);
    }

    private static Review answered(Review review) {
        return new Review(
                review.id(),
                review.orderId(),
                review.lineId(),
                review.itemId(),
                review.itemTitle(),
                review.rating(),
                review.platformRating(),
                review.stars(),
                review.text(),
                "",
                Optional.empty(),
                "抱歉",
                review.writtenAt(),
                review.modifiedAt());
    }
}
