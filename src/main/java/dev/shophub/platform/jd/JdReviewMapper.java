package dev.shophub.platform.jd;

import static dev.shophub.connector.RecordFields.text;

import dev.shophub.connector.RecordFields;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Review;
import dev.shophub.model.Review.Rating;
import dev.shophub.platform.jd.JdPayloads.Comment;
import dev.shophub.platform.jd.JdPayloads.Reply;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A comment of {@code jingdong.pop.PopCommentJsfService.getVenderCommentsForJos} in the hub's words. */
final class JdReviewMapper {

    private JdReviewMapper() {}

    /** @throws dev.shophub.connector.MalformedRecordException naming the field */
    static Review review(RawRecord raw) {
        var fields = JdPayloads.fields(raw);
        var comment = fields.read(Comment.class);
        var sku = fields.id("skuid", comment.skuid());
        var stars = stars(text(comment.score()));
        var written = fields.time("creationTime", comment.creationTime());
        var replies = Optional.ofNullable(comment.replies()).orElse(List.of()).stream()
                .filter(reply -> reply != null)
                .toList();
        var answered = replies.stream()
                .flatMap(reply -> fields.optionalTime("replies.creationTime", reply.creationTime()).stream())
                .filter(time -> time.isAfter(written))
                .reduce((one, other) -> other.isAfter(one) ? other : one);
        return new Review(
                fields.id("commentId", comment.commentId()),
                Optional.of(fields.id("orderId", comment.orderId())),
                Optional.of(sku),
                // A comment names its SKU only; that is also the number of the page shoppers see.
                sku,
                text(comment.skuName()),
                stars.map(JdReviewMapper::rating).orElse(Rating.UNKNOWN),
                text(comment.score()),
                stars,
                text(comment.content()),
                "",
                Optional.empty(),
                replies.stream().map(Reply::content).map(RecordFields::text).collect(Collectors.joining("\n")),
                written,
                answered.orElse(written));
    }

    private static Optional<Integer> stars(String score) {
        return score.matches("[1-5]") ? Optional.of(Integer.valueOf(score)) : Optional.empty();
    }

    private static Rating rating(int stars) {
        return stars <= 2 ? Rating.BAD : stars == 3 ? Rating.NEUTRAL : Rating.GOOD;
    }
}
