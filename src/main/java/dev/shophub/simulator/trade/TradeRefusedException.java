package dev.shophub.simulator.trade;

/**
 * The trade asked for cannot be played: a folder that is not readable, or another one than the world was begun with.
 */
public final class TradeRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message for the person who started the demo: the fact, its particulars, what to do */
    public TradeRefusedException(String message) {
        super(message);
    }
}
