package dev.shophub.simulator.jd;

import dev.shophub.simulator.State;
import dev.shophub.simulator.jd.JdRows.Comment;
import dev.shophub.simulator.jd.JdRows.CommentFilter;
import dev.shophub.simulator.stage.Paging;
import dev.shophub.simulator.stage.Slice;
import org.springframework.jdbc.core.RowMapper;

/** Reviews by buyers. */
final class JdCommentState extends JdState {

    private static final String JOINED =
            "sim_review v JOIN sim_line l ON l.shop_key = v.shop_key AND l.oid = v.oid WHERE ";

    private static final String COMMENTS = "SELECT v.oid, v.tid, " + SKU.formatted("l")
            + " AS sku, v.item_title, v.nick, v.stars, v.content, v.reply, v.created_at FROM " + JOINED;

    private static final RowMapper<Comment> COMMENT = (row, number) -> new Comment(
            row.getLong("oid"),
            row.getLong("tid"),
            row.getLong("sku"),
            row.getString("item_title"),
            row.getString("nick"),
            row.getInt("stars"),
            row.getString("content"),
            row.getString("reply"),
            time(row, "created_at"));

    JdCommentState(State world) {
        super(world);
    }

    /** Newest first. */
    Slice<Comment> comments(CommentFilter filter, Paging paging) {
        var where = new Where();
        where.and("v.shop_key = ?", filter.shop());
        where.and("v.created_at >= ?", utc(filter.from()));
        where.and("v.created_at < ?", utc(filter.to().plusSeconds(1)));
        where.and("NOT v.deleted");
        if (!filter.stars().isEmpty()) {
            where.andIn("v.stars", filter.stars());
        }
        if (!filter.skus().isEmpty()) {
            where.andIn(SKU.formatted("l"), filter.skus());
        }
        if (!filter.orders().isEmpty()) {
            where.andIn("v.tid", filter.orders());
        }
        filter.replied().ifPresent(replied -> where.and("(v.reply <> '') = ?", replied));
        var page = jdbc().query(
                        COMMENTS + where.sql() + " ORDER BY v.created_at DESC, v.oid DESC LIMIT ? OFFSET ?",
                        COMMENT,
                        where.with(paging.size() + 1, paging.offset()));
        return slice(page, paging, () -> count(JOINED + where.sql(), where.arguments()));
    }
}
