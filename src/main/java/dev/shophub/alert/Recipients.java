package dev.shophub.alert;

import dev.shophub.review.Readers;
import dev.shophub.review.ReviewDesk;
import dev.shophub.settings.MailSettings;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Who reads which mails, as configured. */
public final class Recipients implements Readers {

    private static final Set<String> SUPPORTS = Set.of(
            ReviewDesk.KIND, LowStockWatch.KIND, OversoldWatch.KIND, LateWatch.KIND, "reply-task", OpenReviews.KIND);

    private final Supplier<MailSettings> settings;

    Recipients(Supplier<MailSettings> settings) {
        this.settings = settings;
    }

    /** Those who run the hub. */
    public Collection<String> admins() {
        return addresses(settings.get().admins());
    }

    @Override
    public Collection<String> support() {
        return addresses(settings.get().support());
    }

    @Override
    public Collection<String> critical() {
        return addresses(settings.get().critical());
    }

    /** Those who hear of what the admins did not end in time. */
    Collection<String> escalation() {
        var further = addresses(settings.get().escalation());
        return further.isEmpty() ? admins() : further;
    }

    /** Whether a kind of mails is support's: answers to it are the team's. */
    boolean isSupports(String kind) {
        return SUPPORTS.contains(kind);
    }

    /** Where answers to a kind of mails go; nowhere in particular: to the sender. */
    Collection<String> repliesTo(String kind) {
        var now = settings.get();
        if (isSupports(kind) && !now.team().isEmpty()) {
            return Set.of(now.team());
        }
        if (!now.replyTo().isEmpty()) {
            return Set.of(now.replyTo());
        }
        return isSupports(kind) ? support() : Set.of(now.from());
    }

    /** The settings that name nobody, so that some mails have no reader. */
    List<String> missing() {
        return Stream.of(
                        Map.entry("hub.mail.admins", admins()),
                        Map.entry("hub.mail.support", support()),
                        Map.entry("hub.mail.critical", critical()))
                .filter(list -> list.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Collection<String> addresses(Map<String, String> named) {
        var addresses = new LinkedHashSet<String>();
        named.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue().strip())
                .filter(address -> !address.isEmpty())
                .forEach(addresses::add);
        return addresses;
    }
}
