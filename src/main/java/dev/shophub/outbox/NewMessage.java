package dev.shophub.outbox;

import java.time.Instant;
import java.util.Map;

/**
 * A message to be written in the transaction of the change it tells of.
 *
 * @param shopId {@code shop.id}; 0 for the hub's own
 * @param stateTelling true when delivery computes what to say from the stored state: a waiting message of the same
 *     destination, kind, shop, aggregate, subject and recipient then already says it, and no second one is written
 * @param dueAt not before, UTC
 */
public record NewMessage(
        Destination destination,
        String kind,
        long shopId,
        String aggregate,
        String subject,
        String groupKey,
        String recipient,
        Map<String, String> attributes,
        boolean stateTelling,
        Instant dueAt) {

    /** A message for the ERP or a listing that tells a state. */
    public static NewMessage state(
            Destination destination, String kind, long shopId, String aggregate, String subject, Instant now) {
        return new NewMessage(destination, kind, shopId, aggregate, subject, "", "", Map.of(), true, now);
    }

    /** A mail to one address; the aggregate is the group and the address, so that a refusing mailbox holds up nobody else. */
    public static NewMessage mail(
            String kind,
            long shopId,
            String groupKey,
            String subject,
            String recipient,
            Map<String, String> attributes,
            Instant dueAt) {
        var aggregate = recipient + "/" + (groupKey.isEmpty() ? kind + "/" + subject : groupKey);
        return new NewMessage(
                Destination.MAIL,
                kind,
                shopId,
                aggregate.length() > 200
                        ? aggregate.substring(0, 180) + "#" + Integer.toHexString(aggregate.hashCode())
                        : aggregate,
                subject,
                groupKey,
                recipient,
                attributes,
                false,
                dueAt);
    }

    /** The same, telling a state: what it says is computed when it is delivered. */
    public NewMessage tellingState() {
        return new NewMessage(
                destination, kind, shopId, aggregate, subject, groupKey, recipient, attributes, true, dueAt);
    }
}
