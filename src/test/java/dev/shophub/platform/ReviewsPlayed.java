package dev.shophub.platform;

import java.time.Instant;

/** Reviews that are rehearsed with, each of an order of its own; how one changes is the platform's. */
public abstract class ReviewsPlayed extends PlatformRehearsal {

    protected ReviewsPlayed(PlatformWorld<?> world) {
        super(world);
    }

    @Override
    protected final void make(long id, Instant modified) {
        order(id, modified);
        jdbc().update(
                        "INSERT INTO sim_review (shop_key, oid, tid, item_id, item_title, nick, result, stars, content,"
                                + " append_content, reply, created_at) VALUES (?, ?, ?, 600000000001, '高山红茶', '示例买家', 'bad', 1,"
                                + " '味道很淡', '', '', ?)",
                        shop(),
                        id,
                        id,
                        utc(modified));
    }
}
