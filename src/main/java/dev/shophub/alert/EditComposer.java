package dev.shophub.alert;

import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.route.TextDiff;
import dev.shophub.settings.MailSettings;
import dev.shophub.store.RouteRevision;
import dev.shophub.store.RouteRevisions;
import dev.shophub.store.Said;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Mails to the admins about an edit of a route file or a query: its diff and its effect. */
final class EditComposer implements MailComposer {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final int LINES = 200;
    private static final int FILE_IN_SUBJECT = 40;

    private final RouteRevisions revisions;
    private final Words words;
    private final TroubleText text;
    private final Supplier<MailSettings> settings;

    EditComposer(RouteRevisions revisions, Words words, TroubleText text, Supplier<MailSettings> settings) {
        this.revisions = revisions;
        this.words = words;
        this.text = text;
        this.settings = settings;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(Edits.KIND);
    }

    @Override
    public Draft compose(OutboxMessage message) {
        return revisions
                .find(Long.parseLong(message.subject()))
                .map(revision -> mail(message, revision))
                .orElseGet(() -> new Draft.None(new Outcome.Dropped("forgotten")));
    }

    /** A line each, in the reader's language; of a mail that the release before wrote as the revision keeps it. */
    private String effect(OutboxMessage message, RouteRevision revision) {
        var effects =
                Optional.ofNullable(message.attributes().get(Edits.EFFECTS)).flatMap(Said::nested);
        var lines = effects.map(
                        known -> known.values().stream().map(text::value).collect(Collectors.joining("\n")))
                .orElse(revision.effect());
        return lines.isEmpty() ? words.text("edit.none") : lines;
    }

    private Draft mail(OutboxMessage message, RouteRevision revision) {
        var removed = revision.state() == RouteRevision.State.REMOVED;
        var before = revision.before().flatMap(revisions::find).map(RouteRevision::text);
        var diff = TextDiff.unified(revision.file(), before.orElse(""), removed ? "" : revision.text());
        var file = Outside.line(revision.file());
        var heading = removed ? "edit.removed" : "edit.heading";
        var model = new HashMap<String, Object>();
        model.put("tone", "blue");
        model.put("badge", words.text("edit.badge"));
        model.put("heading", words.text(heading, file));
        model.put("secondHeading", words.second(heading, file));
        model.put("file", file);
        model.put("author", Outside.line(revision.author()));
        model.put("at", MINUTES.format(revision.at().atZone(settings.get().timeZone())));
        model.put("revision", Long.toString(revision.id()));
        model.put("effect", effect(message, revision));
        model.put("diff", String.join("\n", diff.subList(0, Math.min(LINES, diff.size()))));
        model.put("more", diff.size() > LINES ? words.text("edit.more", diff.size() - LINES) : "");
        model.put("command", "./hub rollback " + file);
        return new Draft.Mail(
                words.text("edit.subject", Outside.line(revision.file(), FILE_IN_SUBJECT), revision.id()),
                "edit",
                model,
                Draft.Severity.INFO,
                Optional.empty(),
                List.of(new Draft.Told(message, "", "")));
    }
}
