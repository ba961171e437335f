package dev.shophub.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A file of the inbox and what became of it.
 *
 * @param id 0 before it is stored; afterwards the batch of its figures
 * @param shop {@code shop.id}; empty where it could not be told
 * @param folder the folder or mail subject that told the shop
 * @param sender who mailed it; empty: it lay in the folder
 * @param sha256 of its content, hexadecimal
 * @param layout empty: none fits
 * @param reason why it was refused, a key of the bundles; else empty
 * @param particulars what fills the reason's sentence
 * @param visitors sum of what it tells; people of days or items, not one number of people
 * @param amount paid, or spent on advertising, in the currency's main unit
 * @param inForce days of which its figures still stand
 * @param takenAt UTC
 */
public record InboxFile(
        long id,
        Optional<Long> shop,
        String name,
        String folder,
        String sender,
        String sha256,
        String layout,
        State state,
        String reason,
        List<String> particulars,
        Optional<LocalDate> firstDay,
        Optional<LocalDate> lastDay,
        int days,
        int rows,
        Optional<BigDecimal> visitors,
        Optional<BigDecimal> amount,
        String currency,
        int inForce,
        Instant takenAt) {

    public InboxFile {
        particulars = List.copyOf(particulars);
    }

    /** What became of a file. */
    public enum State {
        /** Its figures were stored; they stand unless a later file replaced them. */
        READ,
        /** The same content was read before: nothing changed. */
        SAME,
        /** Kept out: nothing of it was stored. */
        REFUSED,
        /** Taken back: what it replaced stands again. */
        UNDONE;

        /** The word in the table and in JSON. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
