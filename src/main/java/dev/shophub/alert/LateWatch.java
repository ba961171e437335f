package dev.shophub.alert;

import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.review.QuietHours;
import dev.shophub.settings.AlertSettings;
import dev.shophub.store.LateBook;
import dev.shophub.store.LateOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Decides which of the orders found by {@code config/sql/late-orders.sql} miss the promised shipping time, or soon will, and
 * asks for mails: once an order. The bean {@code late} of the report routes.
 */
public final class LateWatch {

    /** The kind of mails about orders that are late. */
    static final String KIND = "late";

    private static final String EXPECTED = "shop_id, shop_key, platform, order_id, since_millis";

    private final Supplier<AlertSettings.Late> settings;
    private final LateBook book;
    private final Outbox outbox;
    private final Recipients recipients;
    private final AlertQuery query;
    private final Supplier<QuietHours> quietHours;
    private final TransactionOperations transaction;
    private final Clock clock;

    LateWatch(
            Supplier<AlertSettings.Late> settings,
            LateBook book,
            Outbox outbox,
            Recipients recipients,
            Troubles troubles,
            Supplier<QuietHours> quietHours,
            TransactionOperations transaction,
            Clock clock) {
        this.settings = settings;
        this.book = book;
        this.outbox = outbox;
        this.recipients = recipients;
        this.query = new AlertQuery("config/sql/late-orders.sql", troubles);
        this.quietHours = quietHours;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** How often orders are looked at, in milliseconds. */
    public long everyMillis() {
        return settings.get().every().toMillis();
    }

    /**
     * What the query asks with, in UTC: {@code paid_before}, the latest payment for which any platform's promise can be near,
     * and {@code placed_since}.
     */
    public Map<String, Object> question() {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var shortest = settings.get().promised().values().stream()
                .min(Duration::compareTo)
                .orElse(settings.get().lookback())
                .minus(settings.get().warn());
        return Map.of(
                "paid_before",
                utc(now.minus(shortest)),
                "placed_since",
                utc(now.minus(settings.get().lookback())));
    }

    /** Judges the answer to {@link #question} as a whole: what was late and is not in it was shipped or closed. */
    public void found(List<Map<String, Object>> rows) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        transaction.executeWithoutResult(status -> judge(
                rows.stream().map(row -> Found.of(new AnswerRow(row, EXPECTED))).toList(), now));
        query.answered();
    }

    /** The question could not be asked, or its answer not read. */
    public void failed(Exception failure) {
        query.failed(failure);
    }

    private void judge(List<Found> found, Instant now) {
        var known = new HashMap<Key, LateOrder>();
        book.all().forEach(late -> known.put(new Key(late.shopId(), late.order()), late));
        var late = new ArrayList<LateOrder>();
        var messages = new ArrayList<NewMessage>();
        for (var row : found) {
            var promised = promisedAt(row)
                    .filter(moment -> !now.isBefore(moment.minus(settings.get().warn())));
            if (promised.isEmpty()) {
                continue;
            }
            late.add(new LateOrder(row.shopId(), row.order(), row.since(), promised.get(), now));
            if (known.remove(new Key(row.shopId(), row.order())) == null) {
                messages.addAll(messages(row, now));
            }
        }
        book.remove(known.values());
        book.save(late);
        outbox.write(messages);
    }

    private Optional<Instant> promisedAt(Found row) {
        return Optional.ofNullable(settings.get().promised().get(row.platform()))
                .map(row.since()::plus);
    }

    private List<NewMessage> messages(Found row, Instant now) {
        var dueAt = quietHours.get().next(now);
        return recipients.support().stream()
                .map(reader -> NewMessage.mail(
                        KIND, row.shopId(), KIND + "/" + row.shop(), row.order().value(), reader, Map.of(), dueAt))
                .toList();
    }

    private static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    private record Key(long shopId, ExternalId order) {}

    /** A row of the query. */
    private record Found(long shopId, ShopKey shop, String platform, ExternalId order, Instant since) {

        static Found of(AnswerRow row) {
            return new Found(
                    row.number("shop_id").longValue(),
                    new ShopKey(row.text("shop_key")),
                    row.text("platform"),
                    new ExternalId(row.text("order_id")),
                    Instant.ofEpochMilli(row.number("since_millis").longValue()));
        }
    }
}
