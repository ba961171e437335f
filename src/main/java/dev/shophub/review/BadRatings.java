package dev.shophub.review;

import dev.shophub.model.Review;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which ratings count as bad, platform by platform.
 *
 * @param platforms by the platform's word; a platform that is missing follows {@link Rule#DEFAULT}
 */
public record BadRatings(Map<String, Rule> platforms) {

    /**
     * @param words the platform's own rating words in lower case and whether each is bad; decides first
     * @param stars where the platform has stars: this many or fewer are bad; decides second
     * @param neutral whether a neutral rating counts as bad where neither words nor stars decide
     */
    public record Rule(Map<String, Boolean> words, Optional<Integer> stars, boolean neutral) {

        static final Rule DEFAULT = new Rule(Map.of(), Optional.empty(), false);

        public Rule {
            words = Map.copyOf(words);
        }

        boolean bad(Review review) {
            var byWord = words.get(review.platformRating().toLowerCase(Locale.ROOT));
            if (byWord != null) {
                return byWord;
            }
            if (stars.isPresent() && review.stars().isPresent()) {
                return review.stars().get() <= stars.get();
            }
            return review.rating() == Review.Rating.BAD || neutral && review.rating() == Review.Rating.NEUTRAL;
        }
    }

    public BadRatings {
        platforms = Map.copyOf(platforms);
    }

    boolean bad(String platform, Review review) {
        return platforms.getOrDefault(platform, Rule.DEFAULT).bad(review);
    }
}
