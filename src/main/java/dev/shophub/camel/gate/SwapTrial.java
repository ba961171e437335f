package dev.shophub.camel.gate;

import dev.shophub.route.FileStatus.State;
import dev.shophub.store.Pauses;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Swaps a save in and lets it prove itself, one at a time: proven it is kept as a revision, else what ran before is put back. */
final class SwapTrial {

    private static final Logger LOG = LoggerFactory.getLogger(SwapTrial.class);

    /** A save that is swapped in. */
    private record Proving(RouteSet before, Examination.Candidate candidate, RouteFile file, Proof proof) {}

    private final Surroundings.Limits limits;
    private final Surroundings.Books books;
    private final Surroundings.Hub hub;
    private final Pulses pulses;
    private final Running running;
    private final Standing standing;
    private final FolderWatch watch;
    private final Deciders deciders;
    private Optional<Proving> proving = Optional.empty();

    SwapTrial(
            Surroundings around,
            Pulses pulses,
            Running running,
            Standing standing,
            FolderWatch watch,
            Deciders deciders) {
        this.limits = around.limits();
        this.books = around.books();
        this.hub = around.hub();
        this.pulses = pulses;
        this.running = running;
        this.standing = standing;
        this.watch = watch;
        this.deciders = deciders;
    }

    /** The file whose save is swapped in and not proven yet. */
    Optional<String> file() {
        return proving.map(save -> save.file().name());
    }

    /** @throws RefusedException when it cannot be swapped in; everything runs as before */
    void begin(Examination.Candidate candidate) throws RefusedException {
        var file = candidate.file().orElseThrow();
        var before = running.files();
        var touched = running.become(candidate.set(), file);
        standing.proves(file.name(), books.revisions().lastThatRan(file.name()));
        var until = books.clock().instant().plus(limits.proof());
        proving =
                Optional.of(new Proving(before, candidate, file, new Proof(limits.context(), pulses, touched, until)));
        hub.nudge().run();
    }

    /** Looks whether it is decided. */
    void look() {
        var paused = books.pauses().names(Pauses.Kind.ROUTE);
        proving.ifPresent(
                save -> save.proof().look(books.clock().instant(), paused).ifPresent(result -> {
                    proving = Optional.empty();
                    if (result instanceof Proof.Result.Failed failed) {
                        takeBack(save, failed);
                    } else {
                        settle(save);
                    }
                }));
    }

    private void takeBack(Proving save, Proof.Result.Failed failed) {
        var file = save.file();
        var kind = running.files().owner(RouteFile.Kind.ROUTE, failed.route()).isPresent()
                ? RouteFile.Kind.ROUTE
                : RouteFile.Kind.TEMPLATE;
        var finding = new Finding(
                file.name(),
                file.line(kind, failed.route()),
                "the route " + failed.route() + ": " + failed.why(),
                "the log tells more; mend the step");
        try {
            running.become(save.before(), file);
        } catch (RefusedException stays) {
            LOG.error("{} could not be taken back: {}", file.name(), stays.getMessage());
        }
        standing.differs(file.name(), State.REFUSED, books.revisions().lastThatRan(file.name()), finding);
    }

    private void settle(Proving save) {
        var file = save.file();
        var decider = deciders.of(file.name(), file.source());
        var effect = decider.told(effect(save.candidate().judgement()));
        var revision = books.revisions().ran(file.name(), file.text(), decider.author(), effect);
        for (var former : save.before().files()) {
            if (running.files().find(former.name()).isEmpty()) {
                books.revisions().removed(former.name(), file.source().author(), "renamed to " + file.name());
                watch.forgotten(former.name());
                standing.forget(former.name());
            }
        }
        standing.runs(revision);
        books.edits()
                .edited(revision, decider.texts(save.candidate().judgement().all()));
    }

    private static String effect(Judgement judgement) {
        return String.join("\n", Clause.sentences(judgement.all()));
    }
}
