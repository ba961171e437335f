package dev.shophub.camel.gate;

import dev.shophub.route.FileStatus.State;
import dev.shophub.store.FaultyQueryException;
import dev.shophub.store.RouteRevision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets queries run, and edits of them while the hub runs. The database prepares a save before it is used, and it must answer
 * every column that the text before answered; wrong, what ran before is asked on.
 */
final class QueryGate {

    private static final Logger LOG = LoggerFactory.getLogger(QueryGate.class);

    private final Surroundings.Sql sql;
    private final Surroundings.Books books;
    private final Standing standing;
    private final Running running;
    private final Deciders deciders;
    private final EditedFolder folder;
    private final Map<String, FolderWatch> watches = new HashMap<>();

    QueryGate(
            Path queries,
            Surroundings.Sql sql,
            Surroundings.Books books,
            Standing standing,
            Running running,
            Deciders deciders) {
        this.folder = new EditedFolder(queries, QueryFiles.SHOWN);
        this.sql = sql;
        this.books = books;
        this.standing = standing;
        this.running = running;
        this.deciders = deciders;
    }

    EditedFolder folder() {
        return folder;
    }

    /** Before any route asks: what ran last is in force; a query that never ran is taken as it stands. */
    void start() throws IOException {
        if (!Files.isDirectory(folder.path())) {
            return;
        }
        try (var found = Files.walk(folder.path(), 1)) {
            for (var below : found.filter(Files::isDirectory).toList()) {
                var prefix = below.equals(folder.path()) ? "" : folder.path().relativize(below) + "/";
                watches.put(QueryFiles.SHOWN + prefix, new FolderWatch(below, QueryFiles.ENDING));
            }
        }
        var ran = new HashMap<String, RouteRevision>();
        books.revisions().running(QueryFiles.ENDING).forEach(revision -> ran.put(revision.file(), revision));
        for (var watch : watches.entrySet()) {
            for (var name : watch.getValue().names()) {
                var shown = watch.getKey() + name;
                Optional.ofNullable(ran.remove(shown)).ifPresentOrElse(this::asItRan, () -> asItStands(shown));
                if (standing.find(shown).filter(status -> !status.differs()).isPresent()) {
                    watch.getValue().known(name);
                }
            }
        }
        ran.values().forEach(this::gone);
    }

    private void asItRan(RouteRevision revision) {
        inForce(revision.file(), revision.text());
        if (folder.text(revision.file()).filter(revision.text()::equals).isPresent()) {
            standing.runs(revision);
        }
    }

    private void asItStands(String name) {
        try {
            var text = folder.read(name);
            examined(text, Optional.empty());
            inForce(name, text.text());
            standing.runs(books.revisions().ran(name, text.text(), text.author(), ""));
        } catch (RefusedException broken) {
            standing.differs(name, State.DOWN, Optional.empty(), broken.finding());
        }
    }

    private void gone(RouteRevision revision) {
        inForce(revision.file(), revision.text());
        standing.misses(
                revision.file(),
                Optional.of(revision),
                revision.file() + ":1: the file is gone; ./hub rollback " + revision.file() + " writes it back.");
    }

    /** Looks at the folders once; called again and again. */
    void look() throws IOException {
        for (var watch : watches.entrySet()) {
            var look = watch.getValue().look();
            for (var name : look.settled()) {
                saved(watch.getKey() + name);
                watch.getValue().handled(name);
            }
            look.gone().forEach(name -> books.revisions()
                    .lastThatRan(watch.getKey() + name)
                    .ifPresentOrElse(this::gone, () -> standing.forget(watch.getKey() + name)));
        }
    }

    private void saved(String name) {
        var before = books.revisions().lastThatRan(name);
        try {
            var text = folder.read(name);
            if (before.map(RouteRevision::text).filter(text.text()::equals).isPresent()) {
                before.ifPresent(standing::runs);
                return;
            }
            var effect = examined(text, before);
            var decider = deciders.of(name, text);
            inForce(name, text.text());
            askAnew(name);
            var revision = books.revisions()
                    .ran(
                            name,
                            text.text(),
                            decider.author(),
                            decider.told(effect.map(Clause::sentence).orElse("")));
            standing.runs(revision);
            LOG.info("{} runs (revision={}, author={})", name, revision.id(), revision.author());
            books.edits().edited(revision, decider.texts(effect.stream().toList()));
        } catch (RefusedException refused) {
            standing.differs(name, State.REFUSED, before, refused.finding());
        }
    }

    /** What the query would answer otherwise than before; empty: nothing. */
    Optional<Clause> examined(FileText text, Optional<RouteRevision> before) throws RefusedException {
        try {
            var answers = sql.columns().of(text.text());
            var answered = before.isPresent() ? columns(before.get().text()) : answers;
            var lost = new ArrayList<>(answered);
            lost.removeAll(answers);
            if (!lost.isEmpty()) {
                throw new RefusedException(
                                text.file(),
                                text.firstLine("--"),
                                "the query no longer answers " + String.join(", ", lost),
                                "keep these columns, under these names")
                        .known("answers-less", String.join(", ", lost));
            }
            var more = new ArrayList<>(answers);
            more.removeAll(answered);
            var named = String.join(", ", more);
            return more.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Clause.of("answers-more", "the query also answers " + named, named));
        } catch (FaultyQueryException wrong) {
            throw new RefusedException(text.file(), wrong.line(), wrong.getMessage(), "mend the query");
        }
    }

    /** Of a text that ran; none when the tables have changed since. */
    private List<String> columns(String text) {
        try {
            return sql.columns().of(text);
        } catch (FaultyQueryException ranOnOtherTables) {
            return List.of();
        }
    }

    private void inForce(String name, String text) {
        QueryFiles.below(name).ifPresent(below -> sql.inForce().replace(below, text));
    }

    /** Routes keep the text that they were built with. */
    private void askAnew(String name) throws RefusedException {
        var file = name.substring(name.lastIndexOf('/'));
        running.rebuildAsking(file);
    }
}
