package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.command.HubStatus.HistoryStatus;
import dev.shophub.command.HubStatus.OversoldSku;
import dev.shophub.command.HubStatus.ShopStatus;
import dev.shophub.command.HubStatus.StageStatus;
import dev.shophub.command.HubStatus.StreamStatus;
import dev.shophub.command.HubStatus.Trouble;
import dev.shophub.command.HubStatus.Waiting;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.outbox.OutboxFacts.Count;
import dev.shophub.reconcile.Preview;
import dev.shophub.settings.ErpSettings;
import dev.shophub.settings.Release;
import dev.shophub.store.OversoldBook;
import dev.shophub.store.ShopRow;
import dev.shophub.store.ShopRow.State;
import dev.shophub.store.Shops;
import dev.shophub.store.StageFacts;
import dev.shophub.store.StageFacts.StageFact;
import dev.shophub.store.StatusFacts;
import dev.shophub.store.StatusFacts.StreamFact;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** What runs, how fresh it is, what waits and what is wrong. */
final class StatusVerb {

    static final VerbCall<Request, HubStatus> CALL =
            new VerbCall<>("status", Request.class, new TypeReference<>() {}, true);

    /** A stream that is this far behind makes up for a gap. */
    private static final Duration GAP = Duration.ofMinutes(15);
    /** Of each kind of what would have been sent. */
    private static final int FIRST = 50;

    private final String mode;
    private final boolean running;
    private final Shops shops;
    private final StatusFacts facts;
    private final StageFacts stages;
    private final OutboxFacts outbox;
    private final OversoldBook oversold;
    private final StandingStill standing;
    private final Clock clock;
    private BiFunction<ShopRow, Integer, List<Preview.Kind>> preview = (shop, most) -> List.of();

    StatusVerb(
            String mode,
            boolean running,
            Shops shops,
            StatusFacts facts,
            StageFacts stages,
            OutboxFacts outbox,
            OversoldBook oversold,
            StandingStill standing,
            Clock clock) {
        this.mode = mode;
        this.running = running;
        this.shops = shops;
        this.facts = facts;
        this.stages = stages;
        this.outbox = outbox;
        this.oversold = oversold;
        this.standing = standing;
        this.clock = clock;
    }

    /** Before it is first asked: what tells what would have been sent for a shop. */
    void with(Preview told) {
        preview = told::of;
    }

    HubStatus run(Request request) {
        var shown = new ShopArgument(shops).oneOrAll(request.shop());
        var streams = facts.streams();
        var counts = outbox.undelivered();
        var quarantined = facts.quarantinedByShop();
        var waits = stages.stages();
        var statuses = shown.stream()
                .map(shop -> status(
                        shop,
                        streams,
                        counts,
                        quarantined,
                        waits,
                        request.shop().isPresent()))
                .toList();
        var troubles = facts.troubles().stream()
                .filter(trouble -> request.shop().isEmpty()
                        || trouble.shop()
                                .map(key -> key.value().equals(request.shop().get()))
                                .orElse(true))
                .map(trouble -> new Trouble(
                        trouble.kind(), trouble.shop().map(Object::toString), trouble.message(), trouble.since()))
                .toList();
        var own = waiting(counts, count -> count.shopId() == 0);
        long ownDead = sum(counts, count -> count.shopId() == 0 && count.state().equals("dead"));
        boolean ok = troubles.isEmpty() && ownDead == 0 && statuses.stream().allMatch(ShopStatus::well);
        return new HubStatus(
                mode,
                ok,
                statuses,
                running,
                erp(streams),
                own,
                ownDead,
                troubles,
                oversold.all().stream()
                        .map(one -> new OversoldSku(one.sku().value(), one.title(), one.missing(), one.since()))
                        .toList(),
                standing.list(request.shop()),
                Release.name());
    }

    private ShopStatus status(
            ShopRow shop,
            List<StreamFact> streams,
            List<Count> counts,
            Map<Long, Long> quarantined,
            List<StageFact> waits,
            boolean alone) {
        Predicate<Count> ours = count -> count.shopId() == shop.id();
        return new ShopStatus(
                shop.key().value(),
                shop.platform(),
                shop.title(),
                shop.state().word(),
                shop.goLiveFrom(),
                sum(counts, ours.and(StatusVerb::waits)),
                shop.pausedReason(),
                waiting(counts, ours),
                sum(counts, ours.and(count -> count.state().equals("parked"))),
                sum(counts, ours.and(count -> count.state().equals("dead"))),
                quarantined.getOrDefault(shop.id(), 0L),
                streams(shop.id(), streams),
                histories(shop.id(), streams),
                stages(shop.id(), waits),
                shop.zone().getId(),
                alone && shop.state() == State.OBSERVING ? preview.apply(shop, FIRST) : List.of());
    }

    private List<StageStatus> stages(long shopId, List<StageFact> waits) {
        var now = clock.instant();
        return waits.stream()
                .filter(fact -> fact.shopId() == shopId)
                .map(fact -> new StageStatus(
                        fact.stage().word(),
                        fact.waiting(),
                        Math.max(0, Duration.between(fact.since(), now).toSeconds())))
                .toList();
    }

    private List<StreamStatus> erp(List<StreamFact> streams) {
        return shops.find(ErpSettings.KEY)
                .map(erp -> streams(erp.id(), streams))
                .orElse(List.of());
    }

    private List<StreamStatus> streams(long shopId, List<StreamFact> streams) {
        var now = clock.instant();
        return streams.stream()
                .filter(stream -> stream.shopId() == shopId && !stream.history())
                .map(stream -> new StreamStatus(
                        stream.stream(),
                        stream.lastGoodAt()
                                .map(last ->
                                        Math.max(0, Duration.between(last, now).toSeconds())),
                        stream.lastGoodAt(),
                        stream.watermark(),
                        stream.records(),
                        stream.lastFailure(),
                        catchingUp(stream, now)))
                .toList();
    }

    /** How much of a gap is read, in percent by time; empty where there is none. */
    private static Optional<Integer> catchingUp(StreamFact stream, Instant now) {
        var since = stream.lastGoodAt().orElse(now);
        if (!stream.watermark().isBefore(now.minus(GAP)) || !since.isBefore(now.minus(GAP))) {
            return Optional.empty();
        }
        long whole = Duration.between(since, now).toMillis();
        long done = Duration.between(since, stream.watermark()).toMillis();
        return Optional.of((int) Math.max(0, Math.min(99, 100 * done / whole)));
    }

    private static List<HistoryStatus> histories(long shopId, List<StreamFact> streams) {
        return streams.stream()
                .filter(stream -> stream.shopId() == shopId && stream.history())
                .map(stream -> new HistoryStatus(
                        stream.stream().replace("-history", ""),
                        stream.startedFrom(),
                        stream.target(),
                        stream.watermark(),
                        stream.percent(),
                        stream.records()))
                .toList();
    }

    private static boolean waits(Count count) {
        return count.state().equals("waiting") || count.state().equals("sending");
    }

    private static long sum(List<Count> counts, Predicate<Count> which) {
        return counts.stream().filter(which).mapToLong(Count::messages).sum();
    }

    private static List<Waiting> waiting(List<Count> counts, Predicate<Count> which) {
        return counts.stream()
                .filter(which.and(StatusVerb::waits))
                .map(count -> List.of(count.destination(), count.kind()))
                .distinct()
                .map(pair -> new Waiting(
                        pair.get(0),
                        pair.get(1),
                        sum(
                                counts,
                                which.and(StatusVerb::waits)
                                        .and(count -> count.destination().equals(pair.get(0))
                                                && count.kind().equals(pair.get(1))))))
                .toList();
    }

    /** @param shop empty for all */
    record Request(Optional<String> shop) {}
}
