package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.listing.Standstill;
import dev.shophub.model.SkuCode;
import dev.shophub.store.Mappings;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.StockFreezes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionOperations;

/** Lets listings go by the stock of now while the ERP's is being counted. */
final class FreezeVerb {

    static final VerbCall<Request, Frozen> CALL =
            new VerbCall<>("freeze", Request.class, new TypeReference<>() {}, false);
    static final VerbCall<ListRequest, List<Freeze>> LIST =
            new VerbCall<>("freeze-list", ListRequest.class, new TypeReference<>() {}, false);

    private static final String ALL = "all";

    private final Shops shops;
    private final Mappings mappings;
    private final StockFreezes freezes;
    private final Standstill standstill;
    private final TransactionOperations transaction;
    private final Runnable wake;

    FreezeVerb(
            Shops shops,
            Mappings mappings,
            StockFreezes freezes,
            Standstill standstill,
            TransactionOperations transaction,
            Runnable wake) {
        this.shops = shops;
        this.mappings = mappings;
        this.freezes = freezes;
        this.standstill = standstill;
        this.transaction = transaction;
        this.wake = wake;
    }

    Frozen freeze(Request request) {
        var all = request.target().equals(ALL);
        var shop = all ? Optional.<ShopRow>empty() : new ShopArgument(shops).find(request.target());
        var sku = shop.isPresent() || all ? Optional.<SkuCode>empty() : Optional.of(sku(request.target()));
        var until = GoLiveVerb.moment(request.until(), shop.map(ShopRow::zone).orElse(ZoneId.of(request.zone())));
        var name = shop.map(row -> row.key().value()).orElse(request.target());
        transaction.executeWithoutResult(
                status -> freezes.freeze(name, shop.map(ShopRow::id), sku, until, request.author()));
        standstill.endFreezes();
        wake.run();
        return new Frozen(request.target(), until, freezes.all().stream().anyMatch(freeze -> freeze.typed()
                .equals(name)));
    }

    private SkuCode sku(String typed) {
        try {
            var sku = new SkuCode(typed);
            if (mappings.erpKnows(sku)) {
                return sku;
            }
        } catch (IllegalArgumentException noCode) {
            throw VerbRefusedException.wrongUse("no-code", typed);
        }
        throw VerbRefusedException.cannot("nothing-to-freeze", typed)
                .near(Nearest.to(
                        typed,
                        Stream.concat(Stream.of(ALL), shops.all().stream().map(row -> row.key()
                                        .value()))
                                .toList()));
    }

    List<Freeze> list(ListRequest request) {
        return freezes.all().stream()
                .map(freeze -> new Freeze(freeze.typed(), freeze.since(), freeze.until(), freeze.author()))
                .toList();
    }

    /**
     * @param target a shop, an SKU of the ERP, or {@code all}
     * @param until a moment; one that is past ends it
     * @param zone of the time typed, where the target is no shop
     */
    record Request(String target, String until, String zone, String author) implements Steering {
        @Override
        public List<String> subjects() {
            return List.of(target);
        }

        @Override
        public String words() {
            return "--until " + until;
        }
    }

    /** Asks which recounts there are. */
    record ListRequest() {}

    /** @param frozen false: it is over */
    record Frozen(String target, Instant until, boolean frozen) {}

    record Freeze(String target, Instant since, Instant until, String author) {}
}
