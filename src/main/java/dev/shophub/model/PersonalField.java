package dev.shophub.model;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The one list of what the hub keeps of a buyer as a person. All of it is an order's; it is sealed under the buyer's key and stands
 * nowhere else. Where else personal data may come from, and what becomes of it there: docs/personal-data.md.
 */
public enum PersonalField {
    BUYER_NAME("buyerName", 500, Order::buyerName),
    NAME("name", 500, order -> order.receiver().name()),
    PHONE("phone", 500, order -> order.receiver().phone()),
    ADDRESS("address", 2000, order -> order.receiver().address()),
    ZIP("zip", 50, order -> order.receiver().zip()),
    OAID("oaid", 1000, Order::oaid),
    BUYER_MESSAGE("buyerMessage", 4000, Order::buyerMessage),
    SELLER_MEMO("sellerMemo", 4000, Order::sellerMemo);

    private final String word;
    private final int longest;
    private final Function<Order, String> value;

    PersonalField(String word, int longest, Function<Order, String> value) {
        this.word = word;
        this.longest = longest;
        this.value = value;
    }

    /** Its name in what is sealed, and in the record of readings. */
    public String word() {
        return word;
    }

    /** In characters; what is longer is cut. */
    public int longest() {
        return longest;
    }

    /** As an order has it; empty when the platform told none. */
    public String of(Order order) {
        return value.apply(order);
    }

    /** All that are not empty, in the order of the list. */
    public static Map<PersonalField, String> all(Order order) {
        var all = new EnumMap<PersonalField, String>(PersonalField.class);
        for (var field : values()) {
            var text = field.of(order);
            if (!text.isEmpty()) {
                all.put(field, text);
            }
        }
        return all;
    }
}
