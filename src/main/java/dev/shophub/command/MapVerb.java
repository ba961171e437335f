package dev.shophub.command;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.model.SkuCode;
import dev.shophub.store.MappingBook;
import dev.shophub.store.MappingBook.Wanted;
import dev.shophub.store.Mappings;
import dev.shophub.store.MergedSkus;
import dev.shophub.store.Shops;
import dev.shophub.store.StatusFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells which ERP SKU a shop's code is, takes it back, and lets one SKU of the ERP become another. */
final class MapVerb {

    static final VerbCall<Request, Mapped> CALL = new VerbCall<>("map", Request.class, new TypeReference<>() {}, true);
    static final VerbCall<UndoRequest, Undone> UNDO =
            new VerbCall<>("map-undo", UndoRequest.class, new TypeReference<>() {}, true);
    static final VerbCall<MergeRequest, Merged> MERGE =
            new VerbCall<>("map-merge", MergeRequest.class, new TypeReference<>() {}, true);

    private static final int CANDIDATES = 500;

    private final Shops shops;
    private final Mappings mappings;
    private final MergedSkus merged;
    private final StatusFacts facts;
    private final MappingDesk desk;

    MapVerb(Shops shops, Mappings mappings, MergedSkus merged, StatusFacts facts, MappingDesk desk) {
        this.shops = shops;
        this.mappings = mappings;
        this.merged = merged;
        this.facts = facts;
        this.desk = desk;
    }

    Mapped run(Request request) {
        var shop = new ShopArgument(shops).one(request.shop());
        var code = code(request.code());
        var erpSku = code(request.erpSku());
        if (!facts.knowsCode(shop.id(), code.value())) {
            throw VerbRefusedException.cannot(
                            "unknown-sku", code.value(), shop.key().value())
                    .near(Nearest.to(code.value(), facts.codesLike(shop.id(), code.value(), CANDIDATES)));
        }
        known(erpSku);
        var made = desk.map(
                new MappingBook.Deed("typed", "", request.author()),
                List.of(new Wanted(shop.id(), code, Optional.of(erpSku))));
        return new Mapped(shop.key().value(), code.value(), erpSku.value(), made.released(), made.set());
    }

    private void known(SkuCode erpSku) {
        merged.became(erpSku).ifPresent(other -> {
            throw VerbRefusedException.cannot("merged-sku", erpSku.value(), other.value());
        });
        if (!mappings.erpKnows(erpSku)) {
            throw VerbRefusedException.cannot("unknown-erp-sku", erpSku.value())
                    .near(Nearest.to(erpSku.value(), facts.erpSkusLike(erpSku.value(), CANDIDATES)));
        }
    }

    Merged merge(MergeRequest request) {
        var old = code(request.old());
        var sku = code(request.sku());
        if (old.equals(sku)) {
            throw VerbRefusedException.wrongUse("merge-same", old.value());
        }
        merged.became(old).ifPresent(other -> {
            throw VerbRefusedException.cannot("merged-sku", old.value(), other.value());
        });
        if (!mappings.erpKnows(old) && !mappings.uses(old)) {
            throw VerbRefusedException.cannot("unknown-erp-sku", old.value())
                    .near(Nearest.to(old.value(), facts.erpSkusLike(old.value(), CANDIDATES)));
        }
        known(sku);
        var carried = desk.merge(old, sku, request.author());
        return new Merged(
                carried.made().set(),
                old.value(),
                sku.value(),
                carried.codes(),
                carried.made().released());
    }

    /** @throws VerbRefusedException when there is nothing to take back */
    Undone undo(UndoRequest request) {
        var made = request.shop().isPresent() ? ofCode(request) : numbered(request.id());
        if (made.undoneBy().isPresent()) {
            throw VerbRefusedException.cannot(
                    "map-undone",
                    Long.toString(made.id()),
                    made.undoneBy().get().toString());
        }
        if (!desk.holds(made)) {
            throw VerbRefusedException.cannot("map-changed", Long.toString(made.id()));
        }
        var undone = desk.undo(made, request.author());
        var keys = shops.all().stream()
                .collect(Collectors.toMap(row -> row.id(), row -> row.key().value()));
        return new Undone(
                undone.set(),
                made.id(),
                undone.back().stream().map(one -> code(keys, one)).toList(),
                undone.left().stream().map(one -> code(keys, one)).toList(),
                undone.delivered().stream()
                        .map(one -> new Delivered(
                                one.shop().value(),
                                one.order().value(),
                                one.code(),
                                one.erpId(),
                                one.status(),
                                one.placedAt()))
                        .toList(),
                undone.count(),
                undone.quiet());
    }

    private static Code code(java.util.Map<Long, String> shops, Wanted one) {
        return new Code(
                shops.getOrDefault(one.shopId(), ""),
                one.code().value(),
                one.erpSku().map(SkuCode::value));
    }

    private MappingBook.Made ofCode(UndoRequest request) {
        var shop = new ShopArgument(shops).one(request.shop().orElseThrow());
        return desk.inForce(shop.id(), code(request.id()))
                .orElseThrow(() -> VerbRefusedException.cannot(
                        "not-mapped", request.id(), shop.key().value()));
    }

    private MappingBook.Made numbered(String typed) {
        return Optional.of(typed)
                .filter(text -> text.matches("\\d{1,18}"))
                .flatMap(text -> desk.set(Long.parseLong(text)))
                .orElseThrow(() -> VerbRefusedException.cannot("no-mapping-set", typed));
    }

    private static SkuCode code(String typed) {
        try {
            return new SkuCode(typed);
        } catch (IllegalArgumentException noCode) {
            throw VerbRefusedException.wrongUse("no-code", typed);
        }
    }

    /** @param author the operating system's user who typed it */
    record Request(String shop, String code, String erpSku, String author) implements Steering {
        @Override
        public List<String> subjects() {
            return List.of(shop, code, erpSku);
        }

        @Override
        public String words() {
            return shop + " " + code + " -> " + erpSku;
        }
    }

    /**
     * @param released orders that are on their way again
     * @param set what {@code map undo} takes
     */
    record Mapped(String shop, String sku, String erpSku, int released, long set) {}

    /**
     * @param shop empty: {@code id} is the number of what was mapped at once
     * @param id a number, or a code of the shop
     */
    record UndoRequest(Optional<String> shop, String id, String author) implements Steering {
        @Override
        public List<String> subjects() {
            return Stream.concat(shop.stream(), Stream.of(id)).toList();
        }
    }

    /**
     * @param set of the undoing
     * @param undone what was taken back
     * @param back codes that are mapped as before
     * @param left codes that somebody mapped otherwise since: they stay
     * @param delivered orders that the ERP accepted while it held: a person looks at them there; 1,000 at most
     * @param count how many they are
     * @param quiet false: something was still being sent after a minute, and may be missing in the list
     */
    @JsonPropertyOrder({"set", "undone", "back", "left", "delivered", "count", "quiet"})
    record Undone(
            long set,
            long undone,
            List<Code> back,
            List<Code> left,
            List<Delivered> delivered,
            int count,
            boolean quiet) {}

    /** @param erpSku empty: mapped to nothing */
    record Code(String shop, String code, Optional<String> erpSku) {}

    /** @param status the platform's word */
    record Delivered(String shop, String order, String code, String erpId, String status, Instant placedAt) {}

    /** @param old a SKU of the ERP that becomes {@code sku} */
    record MergeRequest(String old, String sku, String author) implements Steering {
        @Override
        public List<String> subjects() {
            return List.of(old, sku);
        }

        @Override
        public String words() {
            return old + " -> " + sku;
        }
    }

    /**
     * @param codes of shops that became the other's
     * @param released orders that are on their way again
     */
    record Merged(long set, String old, String sku, int codes, int released) {}
}
