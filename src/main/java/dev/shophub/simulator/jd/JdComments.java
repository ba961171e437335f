package dev.shophub.simulator.jd;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.jd.JdRows.Comment;
import dev.shophub.simulator.jd.JdRows.CommentFilter;
import dev.shophub.simulator.stage.Mask;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** The interface about reviews (fact sheet, section 7.4). There is none to answer them with. */
final class JdComments {

    private static final int LARGEST_PAGE = 50;

    /** The scale that is asked in is not the one that is answered in: stars. */
    private static final Map<Long, Set<Integer>> STARS =
            Map.of(0L, Set.of(), 1L, Set.of(1), 2L, Set.of(2, 3), 3L, Set.of(4, 5));

    private final JdCommentState state;

    JdComments(JdCommentState state) {
        this.state = state;
    }

    void offer(Map<String, JdMethod> methods) {
        methods.put("jingdong.pop.PopCommentJsfService.getVenderCommentsForJos", this::comments);
    }

    private ObjectNode comments(JdCall call) {
        var stars = STARS.get(call.number("score").orElse(0L));
        if (stars == null) {
            throw JdRefusal.parameter("score", "0 到 3");
        }
        var span = call.span("beginTime", "endTime");
        var page = state.comments(
                new CommentFilter(
                        call.shop(),
                        span.map(JdCall.Span::from).orElse(Instant.EPOCH),
                        span.map(JdCall.Span::to).orElseGet(() -> call.clock().instant()),
                        stars,
                        call.numbers("skuids"),
                        call.numbers("orderIds"),
                        call.text("isVenderReply").map(Boolean::parseBoolean)),
                call.paging("page", "pageSize", LARGEST_PAGE));
        var answer = JsonNodeFactory.instance
                .objectNode()
                .put("totalItem", page.total().orElse(0L));
        var rows = answer.putArray("comments");
        page.rows().forEach(comment -> rows.add(comment(comment)));
        return answer;
    }

    /** The platform's own kind of time shows through: milliseconds. */
    private static ObjectNode comment(Comment comment) {
        var row = JsonNodeFactory.instance
                .objectNode()
                .put("commentId", Long.toString(comment.id()))
                .put("orderId", comment.order())
                .put("skuid", Long.toString(comment.sku()))
                .put("skuName", comment.skuName())
                .put("content", comment.content())
                .put("creationTime", comment.created().toEpochMilli())
                .put("score", comment.stars())
                .put("nickName", Mask.name(comment.nick()))
                .put("isVenderReply", !comment.reply().isEmpty())
                .put("replyCount", comment.reply().isEmpty() ? 0 : 1)
                .put("usefulCount", 0);
        row.putArray("images");
        var replies = row.putArray("replies");
        if (!comment.reply().isEmpty()) {
            replies.addObject().put("content", comment.reply());
        }
        return row;
    }
}
