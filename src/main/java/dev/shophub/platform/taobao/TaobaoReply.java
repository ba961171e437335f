package dev.shophub.platform.taobao;

import dev.shophub.connector.RejectedException;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Review;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The seller's explanation under a review; whether a refused one was a repetition, the review itself tells. */
final class TaobaoReply {

    private final TaobaoClient client;

    TaobaoReply(TaobaoClient client) {
        this.client = client;
    }

    void reply(Review review, String text) {
        var line = review.lineId()
                .orElseThrow(() -> new RejectedException(
                        "A Taobao review is answered by its line, and this one has none (review=" + review.id() + ")",
                        "no-line"));
        try {
            client.call("taobao.traderate.explain.add", Map.of("oid", line.value(), "reply", text));
        } catch (RejectedException rejected) {
            if (!replyOf(review, line.value()).equals(text)) {
                throw rejected;
            }
        }
    }

    private String replyOf(Review review, String line) {
        var rates = client.call(
                        "taobao.traderates.get",
                        Map.of(
                                "fields",
                                "tid,oid,reply",
                                "rate_type",
                                "get",
                                "role",
                                "buyer",
                                "tid",
                                review.orderId().map(ExternalId::value).orElse("")))
                .content()
                .path("trade_rates")
                .path("trade_rate");
        return StreamSupport.stream(rates.spliterator(), false)
                .filter(rate -> rate.path("oid").asText("").equals(line))
                .map(rate -> rate.path("reply").asText(""))
                .findFirst()
                .orElse("");
    }
}
