package dev.shophub.alert;

import dev.shophub.model.Review;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.review.ReviewDesk;
import dev.shophub.review.Why;
import dev.shophub.store.MailTopics;
import dev.shophub.store.ReviewAnswers;
import dev.shophub.store.ReviewFact;
import dev.shophub.store.ReviewFacts;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Mails about reviews: one alone, or a digest of all alike; a change follows in the thread of the first mail. */
final class ReviewComposer implements MailComposer {

    private static final Duration UNTIL_THE_FIRST_IS_SENT = Duration.ofMinutes(1);
    private static final int SHOP_IN_SUBJECT = 16;
    private static final int ITEM_IN_SUBJECT = 22;
    private static final int ORDER_TAIL = 6;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    private final Shops shops;
    private final ReviewFacts reviews;
    private final ReviewAnswers answers;
    private final MailTopics topics;
    private final Digest digest;
    private final ReviewCards cards;
    private final Words words;

    ReviewComposer(
            Shops shops,
            ReviewFacts reviews,
            ReviewAnswers answers,
            MailTopics topics,
            Digest digest,
            ReviewCards cards,
            Words words) {
        this.shops = shops;
        this.reviews = reviews;
        this.answers = answers;
        this.topics = topics;
        this.digest = digest;
        this.cards = cards;
        this.words = words;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(ReviewDesk.KIND);
    }

    @Override
    public Draft compose(OutboxMessage message) {
        var shop = shops.find(message.shopId());
        if (shop.isEmpty()) {
            return dropped("unknown-shop");
        }
        var own = facts(shop.get(), List.of(message)).get(message.subject());
        if (own == null) {
            return dropped("unknown-review");
        }
        var refusal = refusal(shop.get(), message, own);
        if (refusal.isPresent()) {
            return new Draft.None(refusal.get());
        }
        var waits = digest.waits(message);
        if (waits.isPresent()) {
            return new Draft.None(waits.get());
        }
        var carried = digest.carried(message);
        var facts = facts(shop.get(), carried);
        var due = carried.stream()
                .filter(one -> one.id() == message.id()
                        || facts.containsKey(one.subject())
                                && refusal(shop.get(), one, facts.get(one.subject()))
                                        .isEmpty())
                .toList();
        return mail(shop.get(), message, due, facts);
    }

    private Map<String, ReviewFact> facts(ShopRow shop, List<OutboxMessage> messages) {
        var ids = messages.stream().map(OutboxMessage::subject).distinct().toList();
        return reviews.find(shop.id(), ids).stream()
                .collect(Collectors.toMap(fact -> fact.review().id().value(), Function.identity()));
    }

    /** Why a message makes no mail now: written before go-live, its first mail still waits, or nothing new to tell. */
    private Optional<Outcome> refusal(ShopRow shop, OutboxMessage message, ReviewFact fact) {
        var from = shop.goLiveFrom().orElse(shop.firstSeenAt());
        if (lastWrittenAt(fact.review()).isBefore(from)) {
            return Optional.of(new Outcome.Dropped("before-go-live"));
        }
        if (!why(message).follows()) {
            return Optional.empty();
        }
        var topic = topics.find(shop.id(), ReviewDesk.KIND, message.subject(), message.recipient());
        var end = why(message) == Why.DELETED || why(message) == Why.ANSWERED;
        if (topic.isEmpty() && end && !firstMailWaits(shop, message)) {
            return Optional.of(new Outcome.Dropped("never-mailed"));
        }
        if (topic.isPresent() && topic.get().told().equals(state(fact))) {
            return Optional.of(new Outcome.Dropped("unchanged"));
        }
        if (topic.isEmpty() && firstMailWaits(shop, message)) {
            return Optional.of(new Outcome.Later(UNTIL_THE_FIRST_IS_SENT, "first-mail-waits"));
        }
        return Optional.empty();
    }

    private boolean firstMailWaits(ShopRow shop, OutboxMessage message) {
        return topics.olderWaits(shop.id(), ReviewDesk.KIND, message.subject(), message.recipient(), message.id());
    }

    private static Instant lastWrittenAt(Review review) {
        return review.followUp().isEmpty()
                ? review.writtenAt()
                : review.followUpAt().filter(review.writtenAt()::isBefore).orElse(review.writtenAt());
    }

    private Draft mail(
            ShopRow shop, OutboxMessage claimed, List<OutboxMessage> carried, Map<String, ReviewFact> facts) {
        var why = why(claimed);
        var told = carried.stream()
                .map(message -> new Draft.Told(message, ReviewDesk.KIND, state(facts.get(message.subject()))))
                .toList();
        var shown = carried.stream()
                .map(OutboxMessage::subject)
                .distinct()
                .map(facts::get)
                .toList();
        var single = shown.size() == 1;
        var critical = claimed.attributes().containsKey("words");
        var model = new HashMap<String, Object>();
        model.put("tone", tone(why, critical));
        model.put("badge", words.text("review.badge." + why.word()));
        model.put("heading", words.text("review.heading." + why.word(), shown.size()));
        model.put("secondHeading", words.second("review.heading." + why.word(), shown.size()));
        model.put("shop", Outside.line(shop.title()));
        model.put("reason", reason(shop, claimed, why, shown.get(0).review()));
        model.put("advice", words.text("review.do." + why.word()));
        model.put("reviews", shown.stream().map(fact -> cards.card(shop, fact)).toList());
        return new Draft.Mail(
                subject(shop, shown, why, critical),
                single ? "review" : "review-digest",
                model,
                why == Why.CRITICAL ? Draft.Severity.CRITICAL : Draft.Severity.WARNING,
                Optional.of(shop.key()),
                told);
    }

    private static String tone(Why why, boolean critical) {
        return switch (why) {
            case CRITICAL -> "red";
            case BAD -> "amber";
            case ANSWERED, DELETED -> "green";
            case FOLLOWED_UP, CHANGED -> critical ? "red" : "amber";
        };
    }

    private String reason(ShopRow shop, OutboxMessage message, Why why, Review review) {
        if (why == Why.ANSWERED && !review.reply().isEmpty()) {
            return answered(shop, message, review);
        }
        return why == Why.CRITICAL
                ? words.text("review.why.critical", message.attributes().getOrDefault("words", ""))
                : words.text("review.why." + why.word(), cards.rating(review));
    }

    /** Who answered and when: known of those who typed {@code ./hub reply}; on the platform it is when the hub saw it. */
    private String answered(ShopRow shop, OutboxMessage message, Review review) {
        var typed = answers.typed(shop.id(), review.id(), review.reply());
        var at = typed.filter(one -> one.state() == ReviewAnswers.State.WRITTEN)
                .map(ReviewAnswers.Typed::endedAt)
                .orElse(message.createdAt());
        var time = TIME.format(at.atZone(shop.zone()));
        return typed.map(one -> words.text("review.answered-by", time, Outside.line(one.author())))
                .orElseGet(() -> words.text("review.answered-there", time));
    }

    /** Stable for one review, whatever happens to it, so that its mails stay together. */
    private String subject(ShopRow shop, List<ReviewFact> shown, Why why, boolean critical) {
        var review = shown.get(0).review();
        var shopTitle = Outside.line(shop.title(), SHOP_IN_SUBJECT);
        var item = Outside.line(review.itemTitle(), ITEM_IN_SUBJECT);
        if (shown.size() > 1) {
            return words.text("review.subject.digest." + why.word(), shopTitle, item, shown.size());
        }
        var key = "review.subject." + (critical ? "critical" : "bad");
        var base = review.orderId()
                .map(order -> words.text(key, shopTitle, item, tail(order.value())))
                .orElseGet(() -> words.text(key + ".without-order", shopTitle, item));
        return why.follows() ? "Re: " + base : base;
    }

    private static String tail(String order) {
        return order.substring(Math.max(0, order.length() - ORDER_TAIL));
    }

    private static Why why(OutboxMessage message) {
        return Why.of(message.attributes().getOrDefault("why", "")).orElse(Why.BAD);
    }

    /** Fingerprint of all that a mail tells of a review. */
    private static String state(ReviewFact fact) {
        var review = fact.review();
        var parts = new ArrayList<String>();
        parts.add(review.platformRating());
        parts.add(review.stars().map(Object::toString).orElse(""));
        parts.add(review.text());
        parts.add(review.followUp());
        parts.add(review.reply());
        parts.add(Boolean.toString(fact.deletedAt().isPresent()));
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\u0000", parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java knows SHA-256", impossible);
        }
    }

    private static Draft dropped(String reason) {
        return new Draft.None(new Outcome.Dropped(reason));
    }
}
