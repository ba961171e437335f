package dev.shophub.alert;

import dev.shophub.model.ShopKey;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.review.QuietHours;
import dev.shophub.settings.AlertSettings;
import dev.shophub.store.LowStock;
import dev.shophub.store.LowStock.Limit;
import dev.shophub.store.LowStockBook;
import dev.shophub.store.MutedSkus;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
 * Decides which of the SKUs found by {@code config/sql/low-stock.sql} are low, and asks for mails: once when a SKU becomes
 * low, again after the configured time while it stays so. It ends well above the limit, not at it. The bean
 * {@code lowStock} of the report routes.
 */
public final class LowStockWatch {

    /** The kind of mails about low stock. */
    static final String KIND = "low-stock";

    /** In place of a time: it was muted when it became low. */
    private static final Instant NEVER = Instant.EPOCH;

    private static final int LONG_DAYS = 30;
    private static final int SHORT_DAYS = 14;

    private static final String EXPECTED =
            "shop_id, shop_key, code, title, sellable, sold_14_days, days_of_cover, threshold, reason";

    private final Supplier<AlertSettings.LowStock> settings;
    private final Thresholds thresholds;
    private final LowStockBook book;
    private final MutedSkus muted;
    private final Outbox outbox;
    private final Recipients recipients;
    private final AlertQuery query;
    private final Supplier<QuietHours> quietHours;
    private final TransactionOperations transaction;
    private final Clock clock;

    LowStockWatch(
            Supplier<AlertSettings.LowStock> settings,
            Thresholds thresholds,
            LowStockBook book,
            MutedSkus muted,
            Outbox outbox,
            Recipients recipients,
            Troubles troubles,
            Supplier<QuietHours> quietHours,
            TransactionOperations transaction,
            Clock clock) {
        this.settings = settings;
        this.thresholds = thresholds;
        this.book = book;
        this.muted = muted;
        this.outbox = outbox;
        this.recipients = recipients;
        this.query = new AlertQuery("config/sql/low-stock.sql", troubles);
        this.quietHours = quietHours;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** How often stock is looked at, in milliseconds. */
    public long everyMillis() {
        return settings.get().every().toMillis();
    }

    /**
     * What the query asks with: {@code now}, {@code since_14_days} and {@code since_30_days} in UTC; {@code days} of cover
     * and {@code pieces} up to which a SKU may be low or not yet recovered.
     */
    public Map<String, Object> question() {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return Map.of(
                "now", utc(now),
                "since_14_days", utc(now.minus(Duration.ofDays(SHORT_DAYS))),
                "since_30_days", utc(now.minus(Duration.ofDays(LONG_DAYS))),
                "days", recovered(settings.get().days()),
                "pieces", recovered(thresholds.highest()));
    }

    /** Judges the answer to {@link #question} as a whole: what was low and is not in it has recovered. */
    public void found(List<Map<String, Object>> rows) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        transaction.executeWithoutResult(status -> judge(
                rows.stream().map(row -> Found.of(new AnswerRow(row, EXPECTED))).toList(), now));
        query.answered();
    }

    /** The question could not be asked, or its answer not read: a query that is wrong is told to the admins. */
    public void failed(Exception failure) {
        query.failed(failure);
    }

    private void judge(List<Found> found, Instant now) {
        var open = new HashMap<Key, LowStock>();
        book.all().forEach(low -> open.put(new Key(low.shopId(), low.code()), low));
        var silent = muted.codes();
        var kept = new ArrayList<LowStock>();
        var messages = new ArrayList<NewMessage>();
        for (var row : found) {
            var limit = limit(row);
            var before = Optional.ofNullable(open.get(row.key()));
            var low = row.below(limit.kind(), BigDecimal.valueOf(limit.value()));
            var notYetWell = before.isPresent() && row.below(limit.kind(), recovered(limit.value()));
            if (!low && !notYetWell) {
                continue;
            }
            open.remove(row.key());
            var tell = low
                    && !silent.contains(row.code())
                    && before.map(earlier -> isDueAgain(earlier, now)).orElse(true);
            kept.add(row.low(
                    limit,
                    before.map(LowStock::since).orElse(now),
                    now,
                    tell ? now : before.map(LowStock::toldAt).orElse(NEVER)));
            if (tell) {
                messages.addAll(messages(row, now));
            }
        }
        book.remove(open.values());
        book.save(kept);
        outbox.write(messages);
    }

    private boolean isDueAgain(LowStock earlier, Instant now) {
        var repeat = settings.get().repeat();
        return earlier.toldAt().equals(NEVER)
                || !repeat.isZero() && !earlier.toldAt().plus(repeat).isAfter(now);
    }

    private Limit limit(Found row) {
        return thresholds
                .of(row.shopKey(), row.code())
                .or(row::threshold)
                .map(pieces -> new Limit(Limit.Kind.PIECES, pieces))
                .orElseGet(() -> new Limit(Limit.Kind.DAYS, settings.get().days()));
    }

    private BigDecimal recovered(int limit) {
        return settings.get().recovery().multiply(BigDecimal.valueOf(limit));
    }

    /** They tell a state: figures are read when the mail is sent, and a waiting mail already says it. */
    private List<NewMessage> messages(Found row, Instant now) {
        var dueAt = quietHours.get().next(now);
        return recipients.support().stream()
                .map(reader -> NewMessage.mail(
                        KIND, row.shopId(), KIND + "/" + row.shopKey(), row.code(), reader, Map.of(), dueAt))
                .map(NewMessage::tellingState)
                .toList();
    }

    private static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    private record Key(long shopId, String code) {}

    /** A row of the query. */
    private record Found(
            long shopId,
            ShopKey shopKey,
            String code,
            String title,
            long sellable,
            long sold14Days,
            Optional<BigDecimal> daysOfCover,
            Optional<Integer> threshold,
            String reason) {

        static Found of(AnswerRow row) {
            return new Found(
                    row.number("shop_id").longValue(),
                    new ShopKey(row.text("shop_key")),
                    row.text("code"),
                    row.text("title"),
                    row.number("sellable").longValue(),
                    row.number("sold_14_days").longValue(),
                    row.optionalNumber("days_of_cover").map(days -> days.setScale(1, RoundingMode.HALF_UP)),
                    row.optionalNumber("threshold").map(BigDecimal::intValue),
                    row.text("reason"));
        }

        Key key() {
            return new Key(shopId, code);
        }

        boolean below(Limit.Kind kind, BigDecimal value) {
            return kind == Limit.Kind.PIECES
                    ? BigDecimal.valueOf(sellable).compareTo(value) < 0
                    : daysOfCover.map(days -> days.compareTo(value) < 0).orElse(false);
        }

        LowStock low(Limit limit, Instant since, Instant foundAt, Instant toldAt) {
            return new LowStock(
                    shopId, code, title, sellable, sold14Days, daysOfCover, limit, reason, since, foundAt, toldAt);
        }
    }
}
