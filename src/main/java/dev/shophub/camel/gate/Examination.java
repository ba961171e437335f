package dev.shophub.camel.gate;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at a saved text step by step, none of which touches what runs: schema, endpoints, build, rehearsal. */
final class Examination {

    /**
     * A set of files that could run.
     *
     * @param file the edited one; empty when a file is taken away
     * @param performance what the set did with the samples
     */
    record Candidate(RouteSet set, Optional<RouteFile> file, Performance performance, Judgement judgement) {}

    private final DslSchema schema = new DslSchema();
    private final AllowedEndpoints endpoints;
    private final Rehearsal rehearsal;
    private final Supplier<Samples> samples;

    Examination(AllowedEndpoints endpoints, Rehearsal rehearsal, Supplier<Samples> samples) {
        this.endpoints = endpoints;
        this.rehearsal = rehearsal;
        this.samples = samples;
    }

    /** A text that is a route file; where its routes lead is not looked at yet. */
    RouteFile read(FileText text) throws RefusedException {
        var file = new RouteFile(text);
        schema.check(file.name(), file.tree());
        endpoints.check(file);
        return file;
    }

    /** Rehearses the files with the edited one among them, and as they run. */
    Candidate candidate(RouteSet running, RouteSet edited, RouteFile file) throws RefusedException {
        var same = samples.get();
        var before = rehearse(running.files(), file, same);
        var after = rehearsal.play(edited.files(), file, same);
        return new Candidate(edited, Optional.of(file), after, Judgement.of(before, after, running::isShipped));
    }

    /** What runs may do what a stricter configuration would refuse now; then there is nothing to compare with. */
    private Performance rehearse(Collection<RouteFile> files, RouteFile blamed, Samples same) {
        if (files.isEmpty()) {
            return Performance.NONE;
        }
        try {
            return rehearsal.play(files, blamed, same);
        } catch (RefusedException runsNevertheless) {
            return Performance.NONE;
        }
    }
}
