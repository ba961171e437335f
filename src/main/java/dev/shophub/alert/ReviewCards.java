package dev.shophub.alert;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Review;
import dev.shophub.review.Masking;
import dev.shophub.settings.AlertSettings;
import dev.shophub.store.ReviewFact;
import dev.shophub.store.ShopRow;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts a stored review into the form in which mails show it. */
final class ReviewCards {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");
    private static final int LONGEST_TEXT = 20_000;
    private static final int STARS = 5;

    private final Supplier<AlertSettings.Reviews> settings;
    private final Words words;
    private final Masking masking;
    private final Clock clock;

    ReviewCards(Supplier<AlertSettings.Reviews> settings, Words words, Clock clock) {
        this.settings = settings;
        this.words = words;
        this.masking = new Masking(kind -> words.text("masked." + kind.name().toLowerCase(Locale.ROOT)));
        this.clock = clock;
    }

    ReviewCard card(ShopRow shop, ReviewFact fact) {
        var review = fact.review();
        return new ReviewCard(
                Outside.line(review.itemTitle()),
                Outside.line(fact.code()),
                Outside.line(order(review)),
                rating(review),
                review.stars().map(ReviewCards::stars).orElse(""),
                text(review.text()),
                text(review.followUp()),
                review.followUpAt().map(at -> minutes(at, shop.zone())).orElse(""),
                text(review.reply()),
                minutes(review.writtenAt(), shop.zone()),
                deadline(shop, fact),
                link(shop, review),
                fact.deletedAt().isPresent());
    }

    /** The platform's own word, with the reader's language beside it where it knows the word. */
    String rating(Review review) {
        var word = Outside.line(review.platformRating());
        if (word.isEmpty()) {
            return review.stars().isPresent()
                    ? ""
                    : words.text("rating." + review.rating().name().toLowerCase(Locale.ROOT));
        }
        var known = words.textOr("rating." + word.toLowerCase(Locale.ROOT), word);
        return known.equals(word) ? word : words.text("rating.both", known, word);
    }

    private String text(String outside) {
        var lines = Outside.lines(outside);
        var cut = lines.length() <= LONGEST_TEXT
                ? lines
                : lines.substring(0, lines.offsetByCodePoints(0, lines.codePointCount(0, LONGEST_TEXT) - 1)) + " …";
        return masking.mask(cut);
    }

    private String deadline(ShopRow shop, ReviewFact fact) {
        var days = settings.get().answerDays().get(shop.platform());
        var review = fact.review();
        if (days == null || fact.deletedAt().isPresent() || !review.reply().isEmpty()) {
            return "";
        }
        var until = review.writtenAt().plus(Duration.ofDays(days));
        var left = Duration.between(clock.instant(), until);
        if (left.isNegative()) {
            return words.text("review.over", DAY.format(until.atZone(shop.zone())));
        }
        return words.text(
                "review.left", left.plusDays(1).minusMillis(1).toDays(), DAY.format(until.atZone(shop.zone())));
    }

    private String link(ShopRow shop, Review review) {
        return Optional.ofNullable(settings.get().links().get(shop.platform()))
                .map(pattern -> pattern.replace("{order}", encoded(order(review)))
                        .replace("{item}", encoded(review.itemId().value()))
                        .replace("{review}", encoded(review.id().value())))
                .orElse("");
    }

    private static String order(Review review) {
        return review.orderId().map(ExternalId::value).orElse("");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String stars(int stars) {
        return "★".repeat(stars) + "☆".repeat(STARS - stars) + " " + stars + "/" + STARS;
    }

    private static String minutes(Instant moment, ZoneId zone) {
        return MINUTES.format(moment.atZone(zone));
    }
}
