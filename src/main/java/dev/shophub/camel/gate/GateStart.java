package dev.shophub.camel.gate;

import dev.shophub.route.FileStatus.State;
import dev.shophub.store.RouteRevision;
import dev.shophub.store.RouteRevisions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Optional;
import java.util.TreeSet;

/** Starts what ran last; a file that never ran is taken as it stands. What cannot run is told, the rest runs. */
final class GateStart {

    private final RouteRevisions revisions;
    private final EditedFolder folder;
    private final FolderWatch watch;
    private final Examination examination;
    private final Running running;
    private final Standing standing;

    GateStart(
            RouteRevisions revisions,
            EditedFolder folder,
            FolderWatch watch,
            Examination examination,
            Running running,
            Standing standing) {
        this.revisions = revisions;
        this.folder = folder;
        this.watch = watch;
        this.examination = examination;
        this.running = running;
        this.standing = standing;
    }

    /** Returns when every route runs that can. */
    void start() throws IOException {
        var ran = new HashMap<String, RouteRevision>();
        revisions.running(RouteSet.ENDING).forEach(revision -> ran.put(revision.file(), revision));
        var names = new TreeSet<>(ran.keySet());
        names.addAll(watch.names());
        var ordered = new ArrayList<>(names);
        ordered.sort(Comparator.comparingInt(RouteSet::rank));
        for (var name : ordered) {
            if (ran.containsKey(name)) {
                asItRan(ran.get(name));
            } else {
                asItStands(name);
            }
        }
    }

    private void asItRan(RouteRevision revision) {
        try {
            begin(new RouteFile(new FileText(revision.file(), revision.text(), revision.author())));
            standing.runs(revision);
            if (folder.text(revision.file()).filter(revision.text()::equals).isPresent()) {
                watch.known(revision.file());
            }
        } catch (RefusedException broken) {
            standing.differs(revision.file(), State.DOWN, Optional.empty(), broken.finding());
        }
    }

    private void asItStands(String name) {
        try {
            var file = examination.read(folder.read(name));
            running.files().mustFit(file);
            begin(file);
            standing.runs(revisions.ran(name, file.text(), file.source().author(), ""));
        } catch (RefusedException broken) {
            standing.differs(name, State.DOWN, Optional.empty(), broken.finding());
        }
        watch.known(name);
    }

    private void begin(RouteFile file) throws RefusedException {
        running.become(running.files().with(file), file);
    }
}
