package dev.shophub.camel.gate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who let a text in by a command, {@code accept} or {@code rollback}, until it runs: a revision tells it. */
final class Deciders {

    private final Map<String, Decision> decided = new ConcurrentHashMap<>();

    private record Decision(String text, String by, String word) {}

    /**
     * A text with who answers for it.
     *
     * @param author who ran the command, else the owner of the file
     * @param note how it came in; empty: by a save
     */
    record Decider(String author, String note) {

        /** The effect with the note before it. */
        String told(String effect) {
            return note.isEmpty() ? effect : effect.isEmpty() ? note : note + "\n" + effect;
        }
    }

    /** @param by user of whoever ran the command; empty: unknown */
    void accepted(FileText text, String by) {
        decided.put(text.file(), new Decision(text.text(), by, "accepted by"));
    }

    void rolledBack(String file, String text, String by) {
        decided.put(file, new Decision(text, by, "rolled back by"));
    }

    /** Of a text that runs now; what was decided of another text of the file is over. */
    Decider of(String file, FileText text) {
        var decision = decided.remove(file);
        if (decision == null || decision.by().isEmpty() || !decision.text().equals(text.text())) {
            return new Decider(text.author(), "");
        }
        var owner = text.author().isEmpty() || text.author().equals(decision.by()) ? "" : ", saved by " + text.author();
        return new Decider(decision.by(), decision.word() + " " + decision.by() + owner);
    }
}
