package dev.shophub.simulator.taobao;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.stage.Mask;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.stage.Slice;
import dev.shophub.simulator.taobao.TaobaoRows.Review;
import dev.shophub.simulator.taobao.TaobaoRows.ReviewFilter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The methods about reviews (fact sheet, section 7.4). */
final class TaobaoReviews {

    private static final int LAST_PAGE = 200;
    private static final int LARGEST_PAGE = 150;
    private static final Duration SHOWN = Duration.ofDays(180);

    private final TaobaoReviewState state;

    TaobaoReviews(TaobaoReviewState state) {
        this.state = state;
    }

    /** Newest first; only what buyers wrote for this shop is played, so every other direction is empty. */
    TaobaoRecord get(TaobaoCall call) {
        var fields = call.fields();
        call.required("rate_type");
        call.required("role");
        var received = call.oneOf("rate_type", Set.of("get", "give"))
                        .orElseThrow()
                        .equals("get")
                & call.oneOf("role", Set.of("buyer", "seller")).orElseThrow().equals("buyer");
        var paging = TaobaoLists.paging(call, LAST_PAGE, LARGEST_PAGE);
        var filter = filter(call);
        Slice<Review> page = received
                ? state.reviews(filter, paging)
                : new Slice<>(List.of(), false, paging.total() ? Optional.of(0L) : Optional.empty());
        return TaobaoLists.answer(page)
                .list(
                        "trade_rates",
                        "trade_rate",
                        page.rows().stream()
                                .map(review -> rate(review, fields, call.shop()))
                                .toList());
    }

    /** Text and follow-up of one line's review; nothing where it has none. */
    TaobaoRecord feedsGet(TaobaoCall call) {
        var answer = TaobaoRecord.whole();
        state.review(call.key(), call.requiredNumber("child_trade_id"))
                .ifPresent(review -> answer.record("tmall_rate_info", feed(review)));
        return answer;
    }

    TaobaoRecord explainAdd(TaobaoCall call) {
        var oid = call.requiredNumber("oid");
        if (state.review(call.key(), oid)
                .filter(review -> !review.reply().isEmpty())
                .isPresent()) {
            throw TaobaoRefusal.remote("isv.trade-rate-explained", "The review has an explanation already");
        }
        if (!state.reply(call.key(), oid, call.required("reply"))) {
            throw TaobaoRefusal.remote("isv.trade-rate-not-exist", "The line has no review");
        }
        return TaobaoRecord.whole().flag("is_success", true);
    }

    private static ReviewFilter filter(TaobaoCall call) {
        var oldest = call.clock().instant().minus(SHOWN);
        var from =
                call.time("start_date").filter(start -> start.isAfter(oldest)).orElse(oldest);
        var to = call.time("end_date").orElseGet(() -> call.clock().instant());
        call.time("start_date").ifPresent(start -> TaobaoLists.inOrder(start, to, "end_date"));
        return new ReviewFilter(
                call.key(),
                from,
                to,
                call.oneOf("result", Set.of("good", "neutral", "bad")),
                call.number("tid"),
                call.number("num_iid"),
                call.text("peer_nick"));
    }

    private static ObjectNode rate(Review review, Set<String> fields, Seller shop) {
        var answer = TaobaoRecord.of(fields)
                .number("tid", review.tid())
                .number("oid", review.oid())
                .number("num_iid", review.item())
                .text("role", "buyer")
                .text("nick", Mask.name(review.nick()))
                .text("rated_nick", shop.nick())
                .text("result", review.result())
                .time("created", review.created())
                .text("item_title", review.itemTitle())
                .text("content", review.content())
                .text("reply", review.reply())
                .flag("valid_score", true);
        review.itemPrice().ifPresent(price -> answer.money("item_price", price));
        return answer.node();
    }

    private static ObjectNode feed(Review review) {
        return TaobaoRecord.whole()
                .text("content", review.content())
                .text("append_content", review.appended())
                .time("comment_time", review.created())
                .time("append_time", review.appendedAt())
                .flag("has_negtv", !review.result().equals("good"))
                .node();
    }
}
