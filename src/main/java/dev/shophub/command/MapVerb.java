package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.model.SkuCode;
import dev.shophub.outbox.Outbox;
import dev.shophub.store.Mappings;
import dev.shophub.store.Shops;
import dev.shophub.store.StatusFacts;
import java.time.Clock;
import java.util.List;

/** Tells which ERP SKU a shop's code is, and tries again what waited for it. */
final class MapVerb {

    static final VerbCall<Request, Mapped> CALL = new VerbCall<>("map", Request.class, new TypeReference<>() {}, true);

    private static final int CANDIDATES = 500;

    private final Shops shops;
    private final Mappings mappings;
    private final StatusFacts facts;
    private final Outbox outbox;
    private final Runnable wake;
    private final Clock clock;

    /** @param wake tells the deliveries that something is due again */
    MapVerb(Shops shops, Mappings mappings, StatusFacts facts, Outbox outbox, Runnable wake, Clock clock) {
        this.shops = shops;
        this.mappings = mappings;
        this.facts = facts;
        this.outbox = outbox;
        this.wake = wake;
        this.clock = clock;
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
        if (!mappings.erpKnows(erpSku)) {
            throw VerbRefusedException.cannot("unknown-erp-sku", erpSku.value())
                    .near(Nearest.to(erpSku.value(), facts.erpSkusLike(erpSku.value(), CANDIDATES)));
        }
        var now = clock.instant();
        mappings.map(shop.id(), code, erpSku, request.author());
        int released = outbox.requeue().releaseMapped();
        outbox.requeue().compareMappedSince(now);
        wake.run();
        return new Mapped(shop.key().value(), code.value(), erpSku.value(), released);
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

    /** @param released orders that are on their way again */
    record Mapped(String shop, String sku, String erpSku, int released) {}
}
