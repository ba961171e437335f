package dev.shophub.camel.gate;

import dev.shophub.route.FileStatus;
import dev.shophub.route.FileStatus.State;
import dev.shophub.store.RouteRevision;
import dev.shophub.store.Said;
import dev.shophub.store.TroubleBell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How each file stands, told once when that changes: in the log and to the admins; health and command line ask. */
final class Standing {

    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

    private final TroubleBell troubles;
    private final Map<String, FileStatus> files = new TreeMap<>();
    private Map<String, String> overlooked = Map.of();

    Standing(TroubleBell troubles) {
        this.troubles = troubles;
    }

    synchronized List<FileStatus> all() {
        var all = new java.util.ArrayList<>(files.values());
        overlooked.forEach((name, why) -> all.add(new FileStatus(
                name,
                State.OVERLOOKED,
                Optional.empty(),
                "",
                Optional.empty(),
                true,
                name + ":1: the file " + why + ".")));
        return all;
    }

    synchronized Optional<FileStatus> find(String file) {
        return Optional.ofNullable(files.get(file));
    }

    /** What is on disk runs. */
    synchronized void runs(RouteRevision revision) {
        var old = files.put(
                revision.file(),
                new FileStatus(
                        revision.file(),
                        State.RUNNING,
                        Optional.of(revision.id()),
                        revision.author(),
                        Optional.of(revision.at()),
                        false,
                        ""));
        troubles.cure(key(revision.file()));
        if (old != null && old.state() != State.RUNNING) {
            LOG.info("{} runs (revision={}, author={})", revision.file(), revision.id(), revision.author());
        }
    }

    /** What is on disk does not run, and why; {@code revision} runs, if any. */
    void differs(String file, State state, Optional<RouteRevision> revision, Finding finding) {
        var code = revision.isPresent() ? "route-refused" : "route-down";
        stands(file, state, revision, finding.sentence(), told -> {
            var said = Said.of(code, told, finding.place(), finding.text());
            return finding.text().isEmpty() ? said.quoting(finding.words()) : said;
        });
    }

    /** What is on disk is gone; {@code revision} runs. */
    void misses(String file, Optional<RouteRevision> revision, String message) {
        var code = QueryFiles.below(file).isPresent() ? "query-missing" : "route-missing";
        stands(file, State.MISSING, revision, message, told -> Said.of(code, told, file));
    }

    /** What is on disk waits for a person; {@code values} of the text that says so. */
    void waits(String file, Optional<RouteRevision> revision, String message, List<String> values) {
        stands(file, State.WAITING, revision, message, told -> Said.of("route-waits", told, values.toArray()));
    }

    private synchronized void stands(
            String file, State state, Optional<RouteRevision> revision, String message, Function<String, Said> said) {
        var status = new FileStatus(
                file,
                state,
                revision.map(RouteRevision::id),
                revision.map(RouteRevision::author).orElse(""),
                revision.map(RouteRevision::at),
                true,
                message);
        var old = files.put(file, status);
        if (old == null || !old.message().equals(message)) {
            var told = message + (revision.isPresent() ? " What ran before runs on." : " Its routes are down.");
            LOG.warn(told);
            troubles.raise(key(file), kind(file, state), Optional.empty(), said.apply(told));
        }
    }

    /** A save is swapped in. */
    synchronized void proves(String file, Optional<RouteRevision> before) {
        files.put(
                file,
                new FileStatus(
                        file,
                        State.PROVING,
                        before.map(RouteRevision::id),
                        before.map(RouteRevision::author).orElse(""),
                        before.map(RouteRevision::at),
                        true,
                        ""));
    }

    synchronized void forget(String file) {
        files.remove(file);
        troubles.cure(key(file));
    }

    /** Files that look like route files and are not read; each is told once. */
    synchronized void overlooked(Map<String, String> now) {
        var told = new HashMap<>(overlooked);
        now.forEach((name, why) -> {
            if (!why.equals(told.remove(name))) {
                LOG.warn("{} {}", name, why);
                troubles.raise(
                        key(name),
                        "route",
                        Optional.empty(),
                        Said.of(overlooked(name), name + ":1: the file " + why + ".", name));
            }
        });
        told.keySet().forEach(name -> troubles.cure(key(name)));
        overlooked = Map.copyOf(now);
    }

    private static String overlooked(String name) {
        if (name.contains("/")) {
            return "route-below";
        }
        return name.endsWith(RouteSet.ENDING) ? "route-link" : "route-name";
    }

    private static String kind(String file, State state) {
        if (QueryFiles.below(file).isPresent()) {
            return "config";
        }
        return state == State.WAITING ? "route-waits" : "route";
    }

    private static String key(String file) {
        return "route/" + file;
    }
}
