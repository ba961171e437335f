package dev.shophub.store;

import dev.shophub.model.ExternalId;
import java.util.Locale;
import java.util.Optional;

/**
 * One field of an item that a person changed.
 *
 * @param skuId the variant whose price it is; empty: the item
 * @param oldValue as the shop showed it before: a decimal in its currency, a title, or a word of {@link Shelf}
 * @param newValue alike
 * @param confirmed a person was shown that the price is below cost or far off, and said yes
 */
public record ItemChange(
        long id,
        long shopId,
        ExternalId itemId,
        Optional<ExternalId> skuId,
        Field field,
        String oldValue,
        String newValue,
        State state,
        boolean confirmed) {

    /** The same with what really became of it. */
    public ItemChange to(String value) {
        return new ItemChange(id, shopId, itemId, skuId, field, oldValue, value, state, confirmed);
    }

    /** What of an item can be changed; the word stands in tables and messages. */
    public enum Field {
        PRICE,
        TITLE,
        SHELF;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Field of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether shoppers can buy the item, and who decides. */
    public enum Shelf {
        UP,
        /** For good, until a person puts it up. */
        DOWN,
        /** The hub took it down, and puts it up when there is stock again. */
        DOWN_BY_HUB;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Shelf of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** How far it is. */
    public enum State {
        WAITING,
        WRITTEN,
        /** A newer one came before it was written. */
        REPLACED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
