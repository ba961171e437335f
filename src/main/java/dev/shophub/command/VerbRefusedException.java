package dev.shophub.command;

import java.util.List;

/** A verb that cannot run as asked: a sentence of the bundle {@code messages/command} and what was meant instead. */
final class VerbRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    VerbRefusedException(Refusal refusal) {
        super(refusal.key() + " " + refusal.particulars());
        this.refusal = refusal;
    }

    /** It could not run: exit code 1. */
    static VerbRefusedException cannot(String key, String... particulars) {
        return new VerbRefusedException(new Refusal(ExitCode.COULD_NOT_RUN, key, List.of(particulars), List.of()));
    }

    /** It was asked wrongly: exit code 64. */
    static VerbRefusedException wrongUse(String key, String... particulars) {
        return new VerbRefusedException(new Refusal(ExitCode.WRONG_USE, key, List.of(particulars), List.of()));
    }

    /** The same with the nearest names. */
    VerbRefusedException near(List<String> names) {
        return new VerbRefusedException(
                new Refusal(refusal.exitCode(), refusal.key(), refusal.particulars(), List.copyOf(names)));
    }

    Refusal refusal() {
        return refusal;
    }

    /**
     * Why a verb does not run.
     *
     * @param key of the sentence, without its prefix {@code refused.}
     * @param particulars fill the sentence
     * @param near names that were perhaps meant
     */
    record Refusal(int exitCode, String key, List<String> particulars, List<String> near) {}
}
