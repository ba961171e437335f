package dev.shophub.route;

import java.util.List;

/**
 * What a file would do, rehearsed; nothing was sent.
 *
 * @param message why it cannot run, {@code FILE:LINE: …}; empty when it can
 * @param breaches what must hold and would not
 * @param effects what else would change
 * @param writes what would be told to the other sides
 */
public record DryRun(String file, String message, List<String> breaches, List<String> effects, List<Write> writes) {

    public DryRun {
        breaches = List.copyOf(breaches);
        effects = List.copyOf(effects);
        writes = List.copyOf(writes);
    }

    /**
     * One step that tells another side something.
     *
     * @param script what was played: a page of a stream, a kind of message, a schedule
     * @param times how often, over all samples
     * @param sample the first text that would be sent; buyers' data masked
     */
    public record Write(String script, String step, long times, String sample) {}
}
