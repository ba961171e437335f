package dev.shophub.alert;

import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.review.ReviewDesk;
import dev.shophub.review.ReviewShop;
import dev.shophub.store.ReviewFact;
import dev.shophub.store.ReviewFacts;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The weekly list: reviews that are open, shop by shop, those first whose time to answer ends first. Open is what is bad or
 * critical, unanswered, still shown, and within the platform's time to answer.
 */
final class OpenReviewsComposer implements MailComposer {

    /** Where a platform names no time to answer. */
    private static final Duration NO_LIMIT = Duration.ofDays(90);

    private static final int MOST = 100;

    private final Shops shops;
    private final ReviewFacts reviews;
    private final ReviewDesk desk;
    private final ReviewCards cards;
    private final Supplier<Map<String, Integer>> answerDays;
    private final Words words;
    private final Clock clock;

    OpenReviewsComposer(
            Shops shops,
            ReviewFacts reviews,
            ReviewDesk desk,
            ReviewCards cards,
            Supplier<Map<String, Integer>> answerDays,
            Words words,
            Clock clock) {
        this.shops = shops;
        this.reviews = reviews;
        this.desk = desk;
        this.cards = cards;
        this.answerDays = answerDays;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(OpenReviews.KIND);
    }

    @Override
    public Draft compose(OutboxMessage message) {
        var now = clock.instant();
        var listed = new ArrayList<ShopReviews>();
        var count = 0;
        for (var shop : shops.all()) {
            if (shop.role().equals("shop") && shop.state() == ShopRow.State.LIVE) {
                var open = open(shop, now);
                count += open.size();
                if (!open.isEmpty()) {
                    listed.add(new ShopReviews(
                            Outside.line(shop.title()),
                            open.size(),
                            open.stream()
                                    .limit(MOST)
                                    .map(fact -> cards.card(shop, fact))
                                    .toList(),
                            open.size() > MOST ? words.text("open.more", open.size() - MOST) : ""));
                }
            }
        }
        if (count == 0) {
            return new Draft.None(new Outcome.Dropped("nothing-open"));
        }
        var model = new HashMap<String, Object>();
        model.put("tone", "amber");
        model.put("badge", words.text("open.badge", message.subject()));
        model.put("heading", words.text("open.heading", count));
        model.put("secondHeading", words.second("open.heading", count));
        model.put("advice", words.text("open.advice"));
        model.put("shops", listed);
        return new Draft.Mail(
                words.text("open.subject", message.subject(), count),
                "open-reviews",
                model,
                Draft.Severity.WARNING,
                Optional.empty(),
                List.of(new Draft.Told(message, "", "")));
    }

    /** Of a platform the oldest is the one whose time ends first. */
    private List<ReviewFact> open(ShopRow shop, Instant now) {
        var days = Optional.ofNullable(answerDays.get().get(shop.platform()));
        var since = now.minus(days.map(Duration::ofDays).orElse(NO_LIMIT));
        var judged = new ReviewShop(shop.id(), shop.key(), shop.platform(), shop.goLiveFrom());
        return reviews.unanswered(shop.id(), since).stream()
                .filter(fact -> desk.isBad(judged, fact.review()))
                .toList();
    }

    /** The open reviews of a shop as the mail shows them. */
    public record ShopReviews(String shop, int count, List<ReviewCard> reviews, String more) {}
}
