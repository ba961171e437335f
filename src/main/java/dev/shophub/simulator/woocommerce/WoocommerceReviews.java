package dev.shophub.simulator.woocommerce;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Review;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The interfaces about reviews (fact sheet, section 4.6). There is none to answer them with, nor to ask what changed. */
final class WoocommerceReviews {

    /** Asked for, and shown by them; {@code all} leaves out what was thrown away. */
    private static final Map<String, Set<String>> STATUSES = Map.of(
            "all", Set.of("approved", "hold"),
            "hold", Set.of("hold"),
            "approved", Set.of("approved"),
            "spam", Set.of("spam"),
            "trash", Set.of("trash"));

    private static final Set<String> WRITTEN = Set.of("approved", "hold", "spam", "unspam", "trash", "untrash");
    private static final String TYPE = "review";
    private static final String STATUS = "status";

    private final WoocommerceSettings settings;
    private final WoocommerceReviewState state;
    private final String address;

    WoocommerceReviews(WoocommerceSettings settings, WoocommerceReviewState state, String address) {
        this.settings = settings;
        this.state = state;
        this.address = address;
    }

    /** Everything below {@code products/reviews}. */
    WoocommerceAnswer answer(WoocommerceCall call) {
        if (call.path().size() == 2 && call.reads()) {
            return list(call);
        }
        if (call.path().size() == 3 && call.reads()) {
            return WoocommerceAnswer.of(node(review(call)));
        }
        if (call.path().size() == 3 && call.updates()) {
            return update(call);
        }
        throw WoocommerceRefusal.noRoute();
    }

    private WoocommerceAnswer list(WoocommerceCall call) {
        var statuses = STATUSES.get(call.text(STATUS).orElse("approved"));
        if (statuses == null) {
            throw WoocommerceRefusal.parameter(STATUS);
        }
        var paging = call.paging();
        var page = state.reviews(
                call.shop(),
                call.time("after").map(this::local),
                call.time("before").map(this::local),
                settings.zone(),
                statuses,
                call.numbers("product"),
                call.order(WoocommerceReviewState.SORTED, "date_gmt", "v.oid"),
                paging);
        return WoocommerceAnswer.page(call, paging, page, this::node, address + "/products/reviews");
    }

    private LocalDateTime local(Instant time) {
        return LocalDateTime.ofInstant(time, settings.zone());
    }

    private Review review(WoocommerceCall call) {
        return state.review(call.shop(), call.id(2, TYPE)).orElseThrow(() -> WoocommerceRefusal.invalidId(TYPE));
    }

    private WoocommerceAnswer update(WoocommerceCall call) {
        var review = review(call);
        var status = call.body().path(STATUS).asText("");
        if (!status.isEmpty()) {
            if (!WRITTEN.contains(status)) {
                throw WoocommerceRefusal.parameter(STATUS);
            }
            state.status(call.shop(), review.id(), status.startsWith("un") ? "" : status);
        }
        return WoocommerceAnswer.of(node(review(call)));
    }

    private ObjectNode node(Review review) {
        var node = JsonNodeFactory.instance.objectNode().put("id", review.id());
        WoocommerceAnswer.time(node, "date_created", Optional.of(review.created()), settings.zone());
        node.put("product_id", review.product()).put("product_name", review.productName());
        node.put(STATUS, review.status()).put("reviewer", review.nick().replace("*", "x"));
        node.put("reviewer_email", "reviewer@example.com");
        node.put("review", "<p>" + review.content().replace("&", "&amp;").replace("<", "&lt;") + "</p>\n");
        node.put("rating", review.stars()).put("verified", true);
        return node;
    }
}
