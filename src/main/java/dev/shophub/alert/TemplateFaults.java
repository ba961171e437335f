package dev.shophub.alert;

import dev.shophub.store.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the admins of an edited template that cannot be used, and that it can once it was mended. */
final class TemplateFaults implements MailTemplates.Faults {

    private static final String KIND = "mail-template";
    /** Among the values of what is said: when the file was last saved. */
    private static final int SAVED = 1;

    private final Troubles troubles;
    /** What failed in this run, by the trouble's key. */
    private final Map<String, MailTemplates.Trial> trials = new ConcurrentHashMap<>();

    TemplateFaults(Troubles troubles) {
        this.troubles = troubles;
    }

    @Override
    public void raise(FaultyTemplateException fault, MailTemplates.Trial again) {
        var key = KIND + "/" + fault.file().getFileName();
        trials.put(key, again);
        troubles.raise(
                key,
                KIND,
                Optional.empty(),
                Said.of(
                                KIND,
                                "Template of mails not usable (" + fault.place()
                                        + "), mails are made by the shipped one until the file is mended: "
                                        + fault.getMessage(),
                                fault.place(),
                                saved(fault.file()))
                        .quoting(fault.getMessage()));
    }

    /** Looks whether what was faulty was saved anew and can be used; called again and again. */
    void look() {
        for (var open : troubles.open()) {
            var values = open.said().values();
            if (!open.kind().equals(KIND)
                    || values.size() <= SAVED
                    || values.get(SAVED).equals(savedNow(values.get(0)))) {
                continue;
            }
            if (isMended(open.key())) {
                trials.remove(open.key());
                troubles.cure(open.key());
            }
        }
    }

    /** After a start there is no mail to try it by: the next one tells. */
    private boolean isMended(String key) {
        var trial = trials.get(key);
        if (trial == null) {
            return true;
        }
        try {
            trial.run();
            return true;
        } catch (FaultyTemplateException still) {
            raise(still, trial);
            return !key.equals(KIND + "/" + still.file().getFileName());
        }
    }

    private static String savedNow(String place) {
        return saved(Path.of(place.substring(0, place.lastIndexOf(':'))));
    }

    /** Empty where there is no such file. */
    private static String saved(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant().toString();
        } catch (IOException missing) {
            return "";
        }
    }
}
