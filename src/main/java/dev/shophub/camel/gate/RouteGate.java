package dev.shophub.camel.gate;

import dev.shophub.route.FileStatus;
import dev.shophub.route.FileStatus.State;
import dev.shophub.route.RouteRefusedException;
import dev.shophub.store.RouteRevision;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets route files run, and edits of them while the hub runs. A save is examined apart from what runs, swapped in and proven; wrong
 * at any step, what ran before runs on. The next start runs what ran.
 */
public final class RouteGate {

    private static final Logger LOG = LoggerFactory.getLogger(RouteGate.class);

    private final Surroundings.Limits limits;
    private final Surroundings.Books books;
    private final Examination examination;
    private final Streams streams;
    private final Pulses pulses;
    private final Standing standing;
    private final FolderWatch watch;
    private final Map<String, Examination.Candidate> waiting = new HashMap<>();
    private final SwapTrial trial;
    private final Running running;
    private final EditedFolder folder;
    private final Deciders deciders = new Deciders();
    private final QueryGate queries;

    public RouteGate(Surroundings around) {
        this.limits = around.limits();
        this.books = around.books();
        var hub = around.hub();
        this.pulses = new Pulses(books.clock());
        limits.context().addRoutePolicyFactory(pulses);
        this.standing = new Standing(books.troubles());
        this.watch = new FolderWatch(limits.folder(), RouteSet.ENDING);
        this.streams = new Streams(limits.context(), books.pauses());
        var swap = new RouteSwap(limits.context(), streams, limits.drain());
        streams.by(swap);
        this.running = new Running(swap, this::value);
        this.folder = new EditedFolder(limits.folder(), "");
        this.queries = new QueryGate(limits.queries(), around.sql(), books, standing, running, deciders);
        this.trial = new SwapTrial(around, pulses, running, standing, watch, deciders);
        this.examination = new Examination(
                new AllowedEndpoints(
                        new AllowedEndpoints.Limits(limits.schemes(), limits.hosts(), limits.files(), limits.queries()),
                        new Placeholders(hub.properties())),
                new Rehearsal(new Rehearsal.Borrowed(hub.beans(), hub.bound(), hub.properties(), this::beanValue)),
                () -> Samples.of(SamplePages.of(hub.recorded().get())));
    }

    /** Starts what ran last; a file that never ran is taken as it stands. Returns when every route runs that can. */
    public synchronized void start() throws IOException {
        queries.start();
        new GateStart(books.revisions(), folder, watch, examination, running, standing).start();
    }

    /** Builds routes anew whose {@code {{…}}} stand for something else now: schedules were edited. */
    public synchronized void refresh() {
        try {
            running.rebuild(running.outdated());
        } catch (RefusedException broken) {
            LOG.error("A schedule could not be changed: {}", broken.getMessage());
        }
    }

    /**
     * Lets a stream of a shop be read, now and whenever its template changes.
     *
     * @throws RouteRefusedException when its route does not start
     */
    public synchronized void read(PollRoute poll) {
        streams.read(poll);
    }

    /** Ends reading a stream after what it has begun. */
    public synchronized void end(String poll) {
        streams.end(poll);
    }

    /** Looks at the folder once; called again and again. */
    public synchronized void look() throws IOException {
        if (trial.file().isPresent()) {
            trial.look();
            return;
        }
        var look = watch.look();
        standing.overlooked(look.overlooked());
        for (var name : look.settled()) {
            watch.handled(name);
            saved(name);
            if (trial.file().isPresent()) {
                return;
            }
        }
        look.gone().forEach(this::gone);
        queries.look();
    }

    private void saved(String name) {
        var revision = books.revisions().lastThatRan(name);
        try {
            var text = folder.read(name);
            if (running.files()
                    .find(name)
                    .map(RouteFile::text)
                    .filter(text.text()::equals)
                    .isPresent()) {
                waiting.remove(name);
                revision.ifPresent(standing::runs);
                return;
            }
            var candidate = examined(name);
            if (candidate.judgement().holds()) {
                waiting.remove(name);
                trial.begin(candidate);
            } else {
                waiting.put(name, candidate);
                waits(candidate.file().orElseThrow(), revision, candidate.judgement());
            }
        } catch (RefusedException refused) {
            waiting.remove(name);
            standing.differs(name, State.REFUSED, revision, refused.finding());
        }
    }

    /** A file that holds the blocks of one that is gone was renamed. */
    private Optional<String> formerName(RouteFile file) {
        return running.files().files().stream()
                .filter(other -> !other.name().equals(file.name()) && !folder.has(other.name()))
                .filter(other -> file.blocks().stream()
                        .anyMatch(block -> other.ids(block.kind()).contains(block.id())))
                .map(RouteFile::name)
                .findFirst();
    }

    private void waits(RouteFile file, Optional<RouteRevision> revision, Judgement judgement) {
        var line = running.files().find(file.name()).map(file::changedAt).orElse(1);
        var place = file.name() + ":" + line;
        var sentence = place + ": " + judgement.sentence() + "; if this is meant, run ./hub accept " + file.name()
                + ", else mend the file.";
        standing.waits(file.name(), revision, sentence, List.of(file.name(), place, judgement.text()));
    }

    private void gone(String name) {
        if (running.files().find(name).isEmpty()) {
            watch.forgotten(name);
            standing.forget(name);
            waiting.remove(name);
            return;
        }
        standing.misses(
                name,
                books.revisions().lastThatRan(name),
                name + ":1: the file is gone; ./hub rollback " + name + " writes it back, ./hub accept " + name
                        + " ends its routes.");
    }

    /** What is on disk, examined as a save would be. */
    Examination.Candidate examined(String name) throws RefusedException {
        var file = examination.read(folder.read(name));
        var without = formerName(file).map(running.files()::without).orElse(running.files());
        without.mustFit(file);
        return examination.candidate(running.files(), without.with(file), file);
    }

    /** Lets a save that waits run, or ends the routes of a file that is gone; false when neither is so. */
    boolean accept(String name, String by) {
        var state = standing.find(name).map(FileStatus::state).orElseThrow();
        try {
            if (state == State.WAITING && waiting.containsKey(name)) {
                var candidate = waiting.remove(name);
                candidate.file().ifPresent(file -> deciders.accepted(file.source(), by));
                trial.begin(candidate);
            } else if (state == State.MISSING && running.files().find(name).isPresent()) {
                endRoutes(name, by);
            } else {
                return false;
            }
        } catch (RefusedException refused) {
            standing.differs(name, State.REFUSED, books.revisions().lastThatRan(name), refused.finding());
        }
        return true;
    }

    private void endRoutes(String name, String by) throws RefusedException {
        var file = running.files().find(name).orElseThrow();
        running.become(running.files().without(name), file);
        var ended = Clause.of("routes-ended", "its routes ended: the file is gone");
        var revision = books.revisions().removed(name, by, ended.sentence());
        watch.forgotten(name);
        standing.forget(name);
        books.edits().edited(revision, List.of(ended.text()));
    }

    /** Where a file lies, of routes or of queries. */
    EditedFolder folder(String name) {
        return QueryFiles.below(name).isPresent() ? queries.folder() : folder;
    }

    Deciders deciders() {
        return deciders;
    }

    QueryGate queries() {
        return queries;
    }

    /** As the running routes read it. */
    private String beanValue(String call) {
        return limits.context().resolvePropertyPlaceholders("{{bean:" + call + "}}");
    }

    /** What a placeholder stands for now. */
    private String value(String placeholder) {
        try {
            return limits.context().resolvePropertyPlaceholders(placeholder);
        } catch (IllegalArgumentException unknown) {
            return placeholder;
        }
    }

    /** The save that is swapped in and not proven yet. */
    public synchronized Optional<String> provingFile() {
        return trial.file();
    }

    RouteSet running() {
        return running.files();
    }

    Surroundings.Limits limits() {
        return limits;
    }

    Surroundings.Books books() {
        return books;
    }

    Standing standing() {
        return standing;
    }

    Pulses pulses() {
        return pulses;
    }

    Streams streams() {
        return streams;
    }
}
