package dev.shophub.platform.taobao;

import static dev.shophub.connector.RecordFields.text;

import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Review;
import dev.shophub.model.Review.Rating;
import dev.shophub.platform.taobao.TaobaoPayloads.Feed;
import dev.shophub.platform.taobao.TaobaoPayloads.Rate;
import java.util.Map;
import java.util.Optional;

/** A row of {@code taobao.traderates.get}, with Tmall's feed where it was read, in the hub's words. */
final class TaobaoReviewMapper {

    static final String FIELDS =
            "tid,oid,num_iid,role,result,created,rated_nick,item_title,item_price,content,reply,valid_score";

    private static final Map<String, Rating> RATING =
            Map.of("good", Rating.GOOD, "neutral", Rating.NEUTRAL, "bad", Rating.BAD);
    private static final Feed NO_FEED = new Feed("", "", "", "");

    private TaobaoReviewMapper() {}

    /** The platform gives reviews no id: a line is reviewed once by its buyer. */
    static ExternalId key(String oid) {
        return new ExternalId(oid + ":buyer");
    }

    /** @throws dev.shophub.connector.MalformedRecordException naming the field */
    static Review review(RawRecord raw) {
        var fields = TaobaoPayloads.fields(raw);
        var rate = fields.read(Rate.class);
        var feed = Optional.ofNullable(rate.tmallRateInfo()).orElse(NO_FEED);
        var line = fields.id("oid", rate.oid());
        var written = fields.time("created", rate.created());
        var followUpAt = fields.optionalTime("append_time", feed.appendTime());
        var word = word(rate, feed);
        return new Review(
                key(line.value()),
                Optional.of(fields.id("tid", rate.tid())),
                Optional.of(line),
                fields.id("num_iid", rate.numIid()),
                text(rate.itemTitle()),
                RATING.getOrDefault(word, Rating.UNKNOWN),
                word,
                Optional.empty(),
                text(feed.content()).isEmpty() ? text(rate.content()) : feed.content(),
                text(feed.appendContent()),
                followUpAt,
                text(rate.reply()),
                written,
                followUpAt.filter(time -> time.isAfter(written)).orElse(written));
    }

    /** Tmall has no good, neutral and bad; its mark of a negative review counts as bad. */
    private static String word(Rate rate, Feed feed) {
        if (!text(rate.result()).isEmpty()) {
            return rate.result();
        }
        return "true".equals(feed.hasNegtv()) ? "bad" : "";
    }
}
