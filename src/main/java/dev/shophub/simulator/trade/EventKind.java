package dev.shophub.simulator.trade;

import java.util.Arrays;

/** The words of {@code sim_event.kind}, each with what it carries. */
enum EventKind {
    PLACE("place", Happening.Place.class),
    PAY("pay", Happening.Pay.class),
    SHIP("ship", Happening.Ship.class),
    COMPLETE("complete", Happening.Complete.class),
    CLOSE("close", Happening.Close.class),
    MEMO("memo", Happening.Memo.class),
    REFUND_OPEN("refund-open", Happening.RefundTurn.class),
    REFUND_STEP("refund-step", Happening.RefundTurn.class),
    REFUND_DONE("refund-done", Happening.RefundTurn.class),
    REFUND_CLOSE("refund-close", Happening.RefundTurn.class),
    REVIEW("review", Happening.Judge.class),
    APPEND("append", Happening.Append.class),
    WITHDRAW("withdraw", Happening.Withdraw.class),
    RECEIPT("receipt", Happening.Movement.class),
    CORRECTION("correction", Happening.Movement.class),
    RESTOCK("restock", Happening.Restock.class),
    PLAN("plan", Happening.Plan.class),
    PIECES("pieces", Happening.Pieces.class);

    private final String word;
    private final Class<? extends Happening> carries;

    EventKind(String word, Class<? extends Happening> carries) {
        this.word = word;
        this.carries = carries;
    }

    String word() {
        return word;
    }

    Class<? extends Happening> carries() {
        return carries;
    }

    static EventKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Unknown kind of event (kind=" + word + ")"));
    }
}
