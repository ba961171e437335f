package dev.shophub.review;

import dev.shophub.model.Review;
import dev.shophub.outbox.NewMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Decides which changed reviews become mails, to whom and when. What a mail says is read again when it is sent. */
public final class ReviewDesk {

    /** The kind of all mails about reviews. */
    public static final String KIND = "review";

    private final Supplier<BadRatings> badRatings;
    private final CriticalWords criticalWords;
    private final Readers readers;
    private final Supplier<QuietHours> quietHours;

    public ReviewDesk(
            Supplier<BadRatings> badRatings,
            CriticalWords criticalWords,
            Readers readers,
            Supplier<QuietHours> quietHours) {
        this.badRatings = badRatings;
        this.criticalWords = criticalWords;
        this.readers = readers;
        this.quietHours = quietHours;
    }

    /**
     * The mails a page of changed reviews asks for, one a reader, in the order of the changes. A pure decision but for
     * the list of critical words; called inside the page's transaction.
     *
     * @param now when the page was read, UTC
     */
    public List<NewMessage> messagesFor(ReviewShop shop, List<ReviewChange> changes, Instant now) {
        var messages = new ArrayList<NewMessage>();
        for (var change : changes) {
            decide(shop, change).forEach(decision -> messages.addAll(messages(shop, change, decision, now)));
        }
        return messages;
    }

    /** Whether a review, as it now stands, is one that support is to hear of: bad on its platform, or with a critical word. */
    public boolean isBad(ReviewShop shop, Review review) {
        return judge(shop, review).alerts();
    }

    private List<Decision> decide(ReviewShop shop, ReviewChange change) {
        var before = change.before().map(review -> judge(shop, review)).orElse(Judgement.NONE);
        if (change.deleted()) {
            var last = before.alerts() ? before : judge(shop, change.now());
            return last.alerts() ? List.of(new Decision(Why.DELETED, last)) : List.of();
        }
        var now = judge(shop, change.now());
        var decisions = new ArrayList<Decision>();
        var newlyCritical = !new HashSet<>(before.words()).containsAll(now.words());
        if (newlyCritical) {
            decisions.add(new Decision(Why.CRITICAL, now));
        }
        if (before.alerts()) {
            if (!newlyCritical || !before.critical()) {
                follows(change).ifPresent(why -> decisions.add(new Decision(why, before)));
            }
        } else if (now.bad() && !newlyCritical) {
            decisions.add(new Decision(Why.BAD, now));
        }
        return decisions;
    }

    private static Optional<Why> follows(ReviewChange change) {
        var now = change.now();
        var before = change.before().orElseThrow();
        if (!now.followUp().equals(before.followUp())) {
            return Optional.of(Why.FOLLOWED_UP);
        }
        if (!now.text().equals(before.text())
                || !now.platformRating().equals(before.platformRating())
                || now.rating() != before.rating()
                || !now.stars().equals(before.stars())) {
            return Optional.of(Why.CHANGED);
        }
        return now.reply().equals(before.reply()) ? Optional.empty() : Optional.of(Why.ANSWERED);
    }

    private Judgement judge(ReviewShop shop, Review review) {
        var textIsDue = isDue(shop, review.writtenAt());
        var followUpIsDue =
                !review.followUp().isEmpty() && isDue(shop, review.followUpAt().orElse(review.modifiedAt()));
        var words = criticalWords.in(textIsDue ? review.text() : "", followUpIsDue ? review.followUp() : "");
        var bad = (textIsDue || followUpIsDue) && badRatings.get().bad(shop.platform(), review);
        return new Judgement(bad, words);
    }

    private static boolean isDue(ReviewShop shop, Instant writtenAt) {
        return shop.goLiveFrom().map(moment -> !writtenAt.isBefore(moment)).orElse(true);
    }

    private List<NewMessage> messages(ReviewShop shop, ReviewChange change, Decision decision, Instant now) {
        var critical = decision.why() == Why.CRITICAL;
        var group = critical
                ? ""
                : "review/" + shop.key() + "/" + change.code() + "/"
                        + decision.why().word();
        var dueAt = critical ? now : quietHours.get().next(now);
        var attributes = attributes(decision);
        return readers(decision.judgement()).stream()
                .map(reader -> NewMessage.mail(
                        KIND, shop.id(), group, change.now().id().value(), reader, attributes, dueAt))
                .toList();
    }

    private static Map<String, String> attributes(Decision decision) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("why", decision.why().word());
        if (decision.judgement().critical()) {
            attributes.put("words", String.join(" ", decision.judgement().words()));
        }
        return Map.copyOf(attributes);
    }

    /** Without a second list the critical goes to support: better there than nowhere. */
    private Collection<String> readers(Judgement judgement) {
        var critical = readers.critical();
        return judgement.critical() && !critical.isEmpty() ? critical : readers.support();
    }

    private record Judgement(boolean bad, List<String> words) {

        static final Judgement NONE = new Judgement(false, List.of());

        boolean critical() {
            return !words.isEmpty();
        }

        boolean alerts() {
            return bad || critical();
        }
    }

    private record Decision(Why why, Judgement judgement) {}
}
