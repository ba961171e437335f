package dev.shophub.command;

/** How a verb ends, for scripts. */
final class ExitCode {

    static final int GOOD = 0;
    static final int COULD_NOT_RUN = 1;
    /** It ran and found trouble. */
    static final int TROUBLE = 2;
    /** As sysexits.h has it. */
    static final int WRONG_USE = 64;

    private ExitCode() {}
}
