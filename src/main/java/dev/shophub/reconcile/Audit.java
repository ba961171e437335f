package dev.shophub.reconcile;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Order;
import dev.shophub.model.ShopKey;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.store.AuditFacts;
import dev.shophub.store.AuditFacts.StoredOrder;
import dev.shophub.store.OrderReader;
import dev.shophub.store.ShopRow;
import dev.shophub.store.ShopRow.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds every order of a shop again. The set is fixed at one moment: orders that the platform still shows and whose latest
 * modification is not after it. Each is stored, kept unread, or missing; each stored one is in the ERP, given up, on its way,
 * waiting for a person, not due, or unaccounted for. Orders pass page by page; nothing but ids of what is wrong is kept.
 */
public final class Audit {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final int PAGE = 500;

    private final AuditFacts facts;
    private final OrderReader orders;
    private final OutboxFacts outbox;
    private final Optional<PlatformTruth> platform;
    private final ErpTruth erp;
    private final DueRule rule;
    private final Conditions conditions;
    private final Clock clock;

    /**
     * @param platform empty in production, where the set is what is stored
     * @param rule applied to what the other columns do not explain
     */
    public Audit(
            Books books,
            Optional<PlatformTruth> platform,
            ErpTruth erp,
            DueRule rule,
            Conditions conditions,
            Clock clock) {
        this.facts = books.facts();
        this.orders = books.orders();
        this.outbox = books.outbox();
        this.platform = platform;
        this.erp = erp;
        this.rule = rule;
        this.conditions = conditions;
        this.clock = clock;
    }

    /** Our side of the comparison: what is stored, and what is on its way. */
    public record Books(AuditFacts facts, OrderReader orders, OutboxFacts outbox) {}

    /**
     * Under which conditions an audit runs.
     *
     * @param running false for a stopped hub: nothing is waited for, and "now" is when it last read orders
     * @param lookback of the orders stream of a shop
     * @param patience waits for the outbox
     */
    public record Conditions(boolean running, Function<ShopKey, Duration> lookback, Patience patience) {}

    /** Audits these shops, in the order given. */
    public List<AuditRow> of(Collection<ShopRow> audited) {
        return audited.stream().map(this::audit).toList();
    }

    private AuditRow audit(ShopRow shop) {
        var now = now(shop);
        var asOf = now.minus(conditions.lookback().apply(shop.key()));
        if (conditions.running() && shop.state() == State.LIVE) {
            long newest = outbox.newest();
            conditions.patience().until(() -> outbox.erpOnTheWay(shop.id(), newest) == 0, LONGEST_WAIT);
        }
        var tally = new Tally();
        if (platform.isPresent()) {
            platform.get().ordersShown(shop.key(), now, page -> judgeShown(shop, asOf, page, tally));
        } else {
            judgeStored(shop, asOf, tally);
        }
        judgeAgain(shop, tally);
        return row(shop, asOf, tally);
    }

    private Instant now(ShopRow shop) {
        var now = clock.instant();
        return conditions.running()
                ? now
                : facts.lastGoodPollOfOrders(shop.id())
                        .filter(last -> last.isBefore(now))
                        .orElse(now);
    }

    private void judgeShown(ShopRow shop, Instant asOf, Map<ExternalId, Instant> shown, Tally tally) {
        var members = new LinkedHashMap<ExternalId, Instant>();
        shown.forEach((id, modifiedAt) -> {
            if (modifiedAt.isAfter(asOf)) {
                tally.inFlight++;
            } else {
                members.put(id, modifiedAt);
            }
        });
        tally.platform += members.size();
        var stored = facts.stored(shop.id(), members.keySet());
        var current = new ArrayList<ExternalId>();
        var others = new LinkedHashMap<ExternalId, Instant>();
        members.forEach((id, modifiedAt) -> {
            var ours = stored.get(id);
            if (ours != null && !ours.isBefore(modifiedAt)) {
                current.add(id);
            } else {
                others.put(id, modifiedAt);
            }
        });
        var kept = facts.quarantined(shop.id(), others.keySet());
        others.forEach((id, modifiedAt) -> {
            if (kept.containsKey(id)
                    && kept.get(id).map(time -> !time.isBefore(modifiedAt)).orElse(true)) {
                tally.quarantined++;
            } else {
                tally.miss(id);
            }
        });
        place(shop, current, tally);
    }

    private void judgeStored(ShopRow shop, Instant asOf, Tally tally) {
        tally.quarantined = facts.quarantinedOrders(shop.id());
        var after = Optional.<ExternalId>empty();
        List<StoredOrder> page;
        do {
            page = facts.storedAfter(shop.id(), after, PAGE);
            tally.inFlight += page.stream()
                    .filter(order -> order.modifiedAt().isAfter(asOf))
                    .count();
            place(
                    shop,
                    page.stream()
                            .filter(order -> !order.modifiedAt().isAfter(asOf))
                            .map(StoredOrder::id)
                            .toList(),
                    tally);
            after = page.isEmpty()
                    ? after
                    : Optional.of(page.get(page.size() - 1).id());
        } while (page.size() == PAGE);
    }

    private void place(ShopRow shop, List<ExternalId> stored, Tally tally) {
        for (int from = 0; from < stored.size(); from += PAGE) {
            var page = stored.subList(from, Math.min(stored.size(), from + PAGE));
            tally.database += page.size();
            placePage(shop, page, tally);
        }
    }

    /**
     * The outbox is looked at before the ERP: a message delivered in between is then known there. What became due in between
     * is judged again at the end.
     */
    private void placePage(ShopRow shop, List<ExternalId> page, Tally tally) {
        var states = outbox.erpStates(shop.id(), page);
        var known = erp.known(page.stream().map(id -> reference(shop, id)).toList());
        var undecided = new ArrayList<ExternalId>();
        for (var id : page) {
            var state = states.getOrDefault(id, Set.of());
            if (known.contains(reference(shop, id))) {
                tally.erp++;
            } else if (state.contains("dead")) {
                tally.dead++;
            } else if (state.contains("waiting") || state.contains("sending")) {
                tally.outbox++;
            } else if (state.contains("parked")) {
                tally.parked++;
            } else {
                undecided.add(id);
            }
        }
        var byId = new LinkedHashMap<ExternalId, Order>();
        orders.orders(shop.id(), undecided).forEach(order -> byId.put(order.id(), order));
        for (var id : undecided) {
            var order = byId.get(id);
            if (order != null && !due(shop, order)) {
                tally.notDue++;
            } else {
                tally.unaccounted.add(id);
            }
        }
    }

    private void judgeAgain(ShopRow shop, Tally tally) {
        if (!tally.unaccounted.isEmpty() && conditions.running()) {
            var again = List.copyOf(tally.unaccounted);
            tally.unaccounted.clear();
            tally.database -= again.size();
            place(shop, again, tally);
        }
    }

    private boolean due(ShopRow shop, Order order) {
        return shop.state() != State.OBSERVING && rule.due(shop, order);
    }

    private static String reference(ShopRow shop, ExternalId id) {
        return shop.platform() + ":" + id;
    }

    private AuditRow row(ShopRow shop, Instant asOf, Tally tally) {
        return new AuditRow(
                shop.key().value(),
                asOf,
                platform.map(known -> tally.platform),
                tally.database,
                tally.quarantined,
                tally.inFlight,
                tally.erp,
                tally.parked,
                tally.notDue,
                tally.outbox,
                tally.dead,
                tally.missing == 0 && tally.databaseTies(),
                AuditRow.named(tally.missingIds),
                AuditRow.named(tally.unaccounted));
    }
}
