package dev.shophub.model;

/**
 * By whom a parcel goes, and under which number.
 *
 * @param carrier the sender's code of the carrier ({@code SF}), never a platform's: a connector translates it by its settings
 * @param number as printed on the parcel
 */
public record Tracking(String carrier, String number) {

    private static final int LONGEST = 64;

    /** @throws IllegalArgumentException when one of them is blank, has blanks around it or more than 64 characters */
    public Tracking {
        check("carrier", carrier);
        check("number", number);
    }

    private static void check(String name, String text) {
        if (text.isBlank() || text.length() > LONGEST || !text.equals(text.strip())) {
            throw new IllegalArgumentException(
                    "A tracking " + name + " has 1 to " + LONGEST + " characters without blanks around it");
        }
    }

    @Override
    public String toString() {
        return carrier + " " + number;
    }
}
