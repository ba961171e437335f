package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.connector.Authorizing;
import dev.shophub.connector.Failure;
import dev.shophub.connector.Tokens;
import dev.shophub.model.Account;
import dev.shophub.model.ShopKey;
import dev.shophub.outbox.Requeue;
import dev.shophub.store.ShopIdentity;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.StatusFacts;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the seller's permission: shows where it is given, changes the code into tokens, resumes the shop. */
final class AuthorizeVerb {

    static final VerbCall<PageRequest, AuthorizationPage> PAGE =
            new VerbCall<>("authorization-page", PageRequest.class, new TypeReference<>() {}, false);
    static final VerbCall<CodeRequest, Authorized> CODE =
            new VerbCall<>("authorize", CodeRequest.class, new TypeReference<>() {}, false);

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizeVerb.class);

    private final Shops shops;
    private final ShopIdentity identity;
    private final StatusFacts facts;
    private final Function<ShopKey, Optional<Authorizing>> sellers;
    private final Optional<Tokens> tokens;
    private final Requeue requeue;
    private final Runnable wake;

    /** @param sellers the connector of a shop, where its platform lets sellers grant access in the browser */
    AuthorizeVerb(
            Shops shops,
            ShopIdentity identity,
            StatusFacts facts,
            Function<ShopKey, Optional<Authorizing>> sellers,
            Optional<Tokens> tokens,
            Requeue requeue,
            Runnable wake) {
        this.shops = shops;
        this.identity = identity;
        this.facts = facts;
        this.sellers = sellers;
        this.tokens = tokens;
        this.requeue = requeue;
        this.wake = wake;
    }

    AuthorizationPage page(PageRequest request) {
        var shop = new ShopArgument(shops).one(request.shop());
        var state = UUID.randomUUID().toString();
        return new AuthorizationPage(
                shop.key().value(), shop.title(), seller(shop).authorizationPage(state), state);
    }

    /** The tokens are kept only when they are of the account that the shop always was, and of no other shop's. */
    Authorized authorize(CodeRequest request) {
        var shop = new ShopArgument(shops).one(request.shop());
        var store = tokens.orElseThrow(() -> VerbRefusedException.cannot("no-tokens"));
        var token = exchange(shop, request.code());
        if (!shop.accountId().isEmpty() && !shop.accountId().equals(token.accountId())) {
            throw VerbRefusedException.cannot("other-seller", shop.key().value());
        }
        identity.ofAccount(shop.platform(), token.accountId())
                .filter(known -> !known.equals(shop.key()))
                .ifPresent(known -> {
                    throw VerbRefusedException.cannot(
                            "known-account", shop.key().value(), known.value());
                });
        store.store(shop.key(), token);
        if (!token.accountId().isBlank()) {
            identity.keep(shop.id(), new Account(token.accountId(), token.accountName()));
        }
        boolean resumed = shops.resume(shop.id());
        requeue.accessGranted(shop.id());
        LOG.info("Shop authorised (shop={}, resumed={})", shop.key(), resumed);
        wake.run();
        return new Authorized(shop.key().value(), token.accountName(), resumed, unreadSince(shop));
    }

    private Optional<Instant> unreadSince(ShopRow shop) {
        return facts.streams().stream()
                .filter(stream -> stream.shopId() == shop.id() && !stream.history())
                .map(StatusFacts.StreamFact::lastGoodAt)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private Tokens.Token exchange(ShopRow shop, String code) {
        try {
            return seller(shop).exchange(code);
        } catch (Failure refused) {
            throw VerbRefusedException.cannot("code-refused", shop.key().value(), refused.getMessage());
        }
    }

    private Authorizing seller(ShopRow shop) {
        return sellers.apply(shop.key())
                .orElseThrow(() -> VerbRefusedException.cannot(
                        "no-authorization", shop.key().value(), shop.platform()));
    }

    record PageRequest(String shop) {}

    /** @param state comes back with the code */
    record AuthorizationPage(String shop, String title, URI page, String state) {}

    record CodeRequest(String shop, String code) implements Steering {

        @Override
        public List<String> subjects() {
            return List.of(shop);
        }

        /** Without the code. */
        @Override
        public String toString() {
            return "CodeRequest[" + shop + "]";
        }
    }

    /**
     * @param resumed whether it was paused before
     * @param unreadSince what changed since is read now, in slices, UTC; null for a shop that was never read
     */
    record Authorized(String shop, String account, boolean resumed, Optional<Instant> unreadSince) {}
}
