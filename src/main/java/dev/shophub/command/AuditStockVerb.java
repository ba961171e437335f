package dev.shophub.command;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.reconcile.Difference;
import dev.shophub.reconcile.ShopDrift;
import dev.shophub.reconcile.StockDrift;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds our number of every variant against the one that its shop shows. */
final class AuditStockVerb {

    static final VerbCall<AuditVerb.Request, List<Row>> CALL =
            new VerbCall<>("audit-stock", AuditVerb.Request.class, new TypeReference<>() {}, true);

    private final Shops shops;
    private final StockDrift drift;
    private final Clock clock;

    AuditStockVerb(Shops shops, StockDrift drift, Clock clock) {
        this.shops = shops;
        this.drift = drift;
        this.clock = clock;
    }

    List<Row> run(AuditVerb.Request request) {
        var asked = new ShopArgument(shops)
                .oneOrAll(request.shop()).stream().map(ShopRow::key).collect(Collectors.toSet());
        return drift.tell(0).shops().stream()
                .filter(shop -> asked.contains(shop.shop().key()))
                .map(this::row)
                .toList();
    }

    private Row row(ShopDrift shop) {
        return new Row(
                shop.shop().key().value(),
                shop.compared(),
                shop.onTheirWay(),
                shop.unmapped(),
                shop.silent(),
                shop.unread(),
                shop.differing().isEmpty(),
                shop.differing().stream().map(this::differing).toList());
    }

    private Differing differing(Difference one) {
        return new Differing(
                one.itemId(),
                one.skuId(),
                one.title(),
                one.code(),
                one.erpSku(),
                one.ours(),
                one.shown(),
                one.since(),
                Math.max(0, Duration.between(one.since(), clock.instant()).toSeconds()),
                one.why().word(),
                one.why().reason(),
                one.why().detail(),
                Optional.of(one.why().message()).filter(id -> id > 0),
                one.frozen(),
                one.heldDown());
    }

    /**
     * Of a live shop.
     *
     * @param compared variants of which both numbers are known
     * @param onTheirWay of these, those that differ for a short while only
     * @param unmapped not compared: without an SKU of the ERP
     * @param silent not compared: the ERP says nothing of their SKU
     * @param unread not compared: the shop's number was not read
     */
    @JsonPropertyOrder({"shop", "compared", "onTheirWay", "unmapped", "silent", "unread", "ok", "differing"})
    record Row(
            String shop,
            long compared,
            long onTheirWay,
            long unmapped,
            long silent,
            long unread,
            boolean ok,
            List<Differing> differing) {}

    /**
     * A variant of which the shop shows another number, the oldest first.
     *
     * @param sku the platform's variant; null where the item has none
     * @param ours pieces the hub would have it show
     * @param since UTC
     * @param why as {@link dev.shophub.reconcile.DriftReason}
     * @param message that stands for the item; null: none
     */
    @JsonPropertyOrder({
        "item",
        "sku",
        "title",
        "code",
        "erpSku",
        "ours",
        "shown",
        "since",
        "ageSeconds",
        "why",
        "reason",
        "detail",
        "message",
        "frozen",
        "heldDown"
    })
    record Differing(
            String item,
            Optional<String> sku,
            String title,
            String code,
            String erpSku,
            long ours,
            long shown,
            Instant since,
            long ageSeconds,
            String why,
            String reason,
            String detail,
            Optional<Long> message,
            boolean frozen,
            boolean heldDown) {}
}
