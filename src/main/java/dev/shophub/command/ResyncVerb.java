package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.connector.Failure;
import dev.shophub.model.ExternalId;
import dev.shophub.reconcile.Rereading;
import dev.shophub.store.Shops;
import java.util.List;
import java.util.Locale;

/** Reads single orders again, now. */
final class ResyncVerb {

    static final VerbCall<Request, List<Order>> CALL =
            new VerbCall<>("resync", Request.class, new TypeReference<>() {}, false);

    private static final int MOST = 500;

    private final Shops shops;
    private final Rereading rereading;

    ResyncVerb(Shops shops, Rereading rereading) {
        this.shops = shops;
        this.rereading = rereading;
    }

    List<Order> run(Request request) {
        var shop = new ShopArgument(shops).one(request.shop());
        if (request.orders().isEmpty() || request.orders().size() > MOST) {
            throw VerbRefusedException.wrongUse("resync-orders", Integer.toString(MOST));
        }
        var ids = request.orders().stream().map(ResyncVerb::id).toList();
        try {
            return rereading
                    .orders(shop.key(), ids)
                    .orElseThrow(() -> VerbRefusedException.cannot(
                            "no-order-detail", shop.key().value(), shop.platform()))
                    .stream()
                    .map(reread -> new Order(
                            reread.order().value(), reread.outcome().name().toLowerCase(Locale.ROOT)))
                    .toList();
        } catch (Failure failed) {
            throw VerbRefusedException.cannot("shop-failed", shop.key().value(), failed.getMessage());
        }
    }

    private static ExternalId id(String typed) {
        if (typed.isBlank() || typed.strip().length() > ExternalId.MAX_LENGTH) {
            throw VerbRefusedException.wrongUse("no-order-id", typed);
        }
        return new ExternalId(typed.strip());
    }

    record Request(String shop, List<String> orders) implements Steering {
        @Override
        public List<String> subjects() {
            return orders;
        }

        @Override
        public String words() {
            return shop;
        }
    }

    /** @param outcome {@code changed}, {@code same}, {@code unreadable} or {@code unknown} */
    record Order(String order, String outcome) {}
}
