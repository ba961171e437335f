package dev.shophub.camel.gate;

import dev.shophub.store.Said;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who let a text in by a command, {@code accept} or {@code rollback}, until it runs: a revision tells it. */
final class Deciders {

    private final Map<String, Decision> decided = new ConcurrentHashMap<>();

    private record Decision(String text, String by, boolean accepted) {

        /** @param owner of the file; empty: unknown */
        Clause note(String owner) {
            var saved = !owner.isEmpty() && !owner.equals(by);
            return Clause.of(
                    accepted ? "accepted-by" : "rolled-back-by",
                    (accepted ? "accepted by " : "rolled back by ") + by + (saved ? ", saved by " + owner : ""),
                    by,
                    saved ? Said.text("saved-by", owner) : "");
        }
    }

    /**
     * A text with who answers for it.
     *
     * @param author who ran the command, else the owner of the file
     * @param note how it came in; empty: by a save
     */
    record Decider(String author, Optional<Clause> note) {

        /** The effect with the note before it. */
        String told(String effect) {
            return Stream.concat(note.map(Clause::sentence).stream(), Stream.of(effect))
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.joining("\n"));
        }

        /** The same for the mail. */
        List<String> texts(List<Clause> effects) {
            return Stream.concat(note.stream(), effects.stream())
                    .map(Clause::text)
                    .toList();
        }
    }

    /** @param by user of whoever ran the command; empty: unknown */
    void accepted(FileText text, String by) {
        decided.put(text.file(), new Decision(text.text(), by, true));
    }

    void rolledBack(String file, String text, String by) {
        decided.put(file, new Decision(text, by, false));
    }

    /** Of a text that runs now; what was decided of another text of the file is over. */
    Decider of(String file, FileText text) {
        var decision = decided.remove(file);
        if (decision == null || decision.by().isEmpty() || !decision.text().equals(text.text())) {
            return new Decider(text.author(), Optional.empty());
        }
        return new Decider(decision.by(), Optional.of(decision.note(text.author())));
    }
}
