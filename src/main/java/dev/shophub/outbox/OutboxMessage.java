package dev.shophub.outbox;

import dev.shophub.model.ShopKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A claimed message, as delivery routes see it.
 *
 * @param id grows with time; names the message in mails and commands
 * @param kind order, refund, stock, review, low-stock, daily, trouble, cured …
 * @param shopId {@code shop.id}; 0 for the hub's own messages
 * @param shop empty for the hub's own messages
 * @param aggregate what keeps its order
 * @param subject external id of what it is about
 * @param groupKey mails alike share it; empty: alone
 * @param recipient mails: one address
 * @param attributes texts the kind needs; never a level, never a buyer's data
 * @param attempts failed deliveries so far
 */
public record OutboxMessage(
        long id,
        Destination destination,
        String kind,
        long shopId,
        Optional<ShopKey> shop,
        String aggregate,
        String subject,
        String groupKey,
        String recipient,
        Map<String, String> attributes,
        int attempts,
        Instant createdAt) {}
