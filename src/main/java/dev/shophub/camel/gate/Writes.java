package dev.shophub.camel.gate;

import dev.shophub.route.DryRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** Sums up what the samples would make the routes of one file tell others. */
final class Writes {

    private Writes() {}

    static DryRun of(String file, Examination.Candidate candidate) {
        var writes = new LinkedHashMap<String, DryRun.Write>();
        for (var run : candidate.performance().runs()) {
            if (run.failing()) {
                continue;
            }
            for (var deed : run.deeds()) {
                if (tells(deed)) {
                    writes.merge(
                            run.script() + " " + deed.step(),
                            new DryRun.Write(People.of(run.script()).sentence(), deed.step(), 1, deed.detail()),
                            (first, next) ->
                                    new DryRun.Write(first.script(), first.step(), first.times() + 1, first.sample()));
                }
            }
        }
        return new DryRun(
                file,
                "",
                Clause.sentences(candidate.judgement().breaches()),
                Clause.sentences(candidate.judgement().effects()),
                new ArrayList<>(writes.values()));
    }

    /** What is only asked, computed or noted tells nobody. */
    private static boolean tells(Deed deed) {
        var step = deed.step();
        return !step.equals("erp.prepare")
                && !step.equals("mail.compose")
                && !step.endsWith(".question")
                && !step.startsWith("sql:")
                && !(step.startsWith("intake.save") && !deed.detail().isEmpty());
    }
}
