package dev.shophub.settings;

/** The hub cannot start: the message is one sentence saying what is wrong, where, and what to do. Printed without a trace. */
public final class StartRefusedException extends RuntimeException {

    public StartRefusedException(String sentence) {
        super(sentence);
    }

    public StartRefusedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
