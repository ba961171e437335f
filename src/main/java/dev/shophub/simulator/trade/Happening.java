package dev.shophub.simulator.trade;

import java.util.List;

/** What happens to an order, a refund, a review or the stock at one moment; kept as JSON until it is due. */
sealed interface Happening {

    /** An order becomes visible; pieces leave the shown stock. */
    record Place(String status, String stepStatus) implements Happening {}

    /** Money arrives; a pre-sale pays twice. */
    record Pay(String status, String stepStatus) implements Happening {}

    /** Goods leave; named lines only, or all that are left when none is named. */
    record Ship(List<Long> lines) implements Happening {}

    record Complete() implements Happening {}

    /** An order ends without being completed; what had not left returns to the shown stock when {@code restocks}. */
    record Close(String status, boolean restocks) implements Happening {}

    /** The shop writes on an order. */
    record Memo(String text, int flag) implements Happening {}

    /** A refund takes a status, the platform's word. */
    record RefundTurn(long tid, long oid, String status, boolean closesLine, boolean restocks) implements Happening {}

    /** A buyer judges a line. */
    record Judge(long tid, long itemId, String itemTitle, String nick, String result, int stars, String content)
            implements Happening {}

    record Append(String content) implements Happening {}

    /** A review is taken away, by the buyer or by the platform. */
    record Withdraw() implements Happening {}

    /** The ERP's stock moves by so many pieces. */
    record Movement(String sku, long pieces, String note) implements Happening {}

    /** The platform's own count of an item's SKUs rises: goods that the ERP does not know. */
    record Restock(long skuId, long pieces) implements Happening {}

    /** The next minute of an invented shop is to be planned; the subject is its number. */
    record Plan() implements Happening {}

    /** The next round of set pieces is due; the subject is its number. */
    record Pieces() implements Happening {}
}
