package dev.shophub.camel.gate;

import dev.shophub.store.Said;
import java.util.List;

/**
 * What an edit changes or breaks.
 *
 * @param sentence a clause in English, for log, command line and history
 * @param text the same for mails, as a value of what is {@link Said}
 */
record Clause(String sentence, String text) {

    /** @param values of the text; the first clause of a sentence and the like may be texts themselves */
    static Clause of(String code, String sentence, Object... values) {
        return new Clause(sentence, Said.text(code, values));
    }

    static List<String> sentences(List<Clause> clauses) {
        return clauses.stream().map(Clause::sentence).toList();
    }
}
