package dev.shophub.alert;

import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.store.ReviewAnswers;
import dev.shophub.store.ReviewFacts;
import dev.shophub.store.Shops;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks support to answer a review on a platform that has no call for it: the text to copy, and where to put it. */
final class ReplyTaskComposer implements MailComposer {

    /** As the way out of answers names it. */
    static final String KIND = "reply-task";

    private static final int SHOP_IN_SUBJECT = 16;
    private static final int ITEM_IN_SUBJECT = 22;

    private final Shops shops;
    private final ReviewFacts reviews;
    private final ReviewAnswers answers;
    private final ReviewCards cards;
    private final Words words;

    ReplyTaskComposer(Shops shops, ReviewFacts reviews, ReviewAnswers answers, ReviewCards cards, Words words) {
        this.shops = shops;
        this.reviews = reviews;
        this.answers = answers;
        this.cards = cards;
        this.words = words;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    @Override
    public Draft compose(OutboxMessage message) {
        var shop = shops.find(message.shopId()).orElseThrow();
        var found = reviews.find(shop.id(), List.of(message.subject()));
        if (found.isEmpty()) {
            return new Draft.None(new Outcome.Dropped("unknown-review"));
        }
        var fact = found.get(0);
        var answer = answers.find(shop.id(), fact.review().id());
        if (answer.isEmpty()) {
            return new Draft.None(new Outcome.Dropped("no-answer"));
        }
        var model = new HashMap<String, Object>();
        model.put("tone", "amber");
        model.put("badge", words.text("reply.badge"));
        model.put("heading", words.text("reply.heading"));
        model.put("secondHeading", words.second("reply.heading"));
        model.put("shop", Outside.line(shop.title()));
        model.put("answer", Outside.lines(answer.get().text()));
        model.put("reason", words.text("reply.why", Outside.line(answer.get().author())));
        model.put("advice", words.text("reply.do"));
        model.put("reviews", List.of(cards.card(shop, fact)));
        return new Draft.Mail(
                words.text(
                        "reply.subject",
                        Outside.line(shop.title(), SHOP_IN_SUBJECT),
                        Outside.line(fact.review().itemTitle(), ITEM_IN_SUBJECT)),
                "reply",
                model,
                Draft.Severity.INFO,
                Optional.of(shop.key()),
                List.of(new Draft.Told(message, "", message.kind())));
    }
}
