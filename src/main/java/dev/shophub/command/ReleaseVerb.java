package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.listing.Standstill;
import dev.shophub.model.ExternalId;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.util.List;
import java.util.Optional;

/** Lets go what the brake holds. */
final class ReleaseVerb {

    static final VerbCall<Request, Released> CALL =
            new VerbCall<>("release", Request.class, new TypeReference<>() {}, false);

    private static final String ALL = "all";

    private final Shops shops;
    private final Standstill standstill;
    private final Runnable wake;

    ReleaseVerb(Shops shops, Standstill standstill, Runnable wake) {
        this.shops = shops;
        this.standstill = standstill;
        this.wake = wake;
    }

    Released run(Request request) {
        var all = request.target().equals(ALL);
        var shop = all ? Optional.<ShopRow>empty() : new ShopArgument(shops).find(request.target());
        var item = shop.isPresent() || all ? Optional.<ExternalId>empty() : Optional.of(item(request.target()));
        var released = standstill.release(shop, item);
        if (item.isPresent() && released.listings() + released.prices() == 0) {
            throw VerbRefusedException.cannot("nothing-braked", request.target())
                    .near(Nearest.to(
                            request.target(),
                            shops.all().stream().map(row -> row.key().value()).toList()));
        }
        wake.run();
        return new Released(request.target(), released.listings(), released.prices());
    }

    private static ExternalId item(String typed) {
        try {
            return new ExternalId(typed);
        } catch (IllegalArgumentException noId) {
            throw VerbRefusedException.wrongUse("no-code", typed);
        }
    }

    /** @param target a shop, an item, or {@code all} */
    record Request(String target) implements Steering {
        @Override
        public List<String> subjects() {
            return List.of(target);
        }
    }

    /**
     * @param listings whose stock falls now
     * @param prices that are written now
     */
    record Released(String target, int listings, int prices) {}
}
