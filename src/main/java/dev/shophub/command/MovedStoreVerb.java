package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.connector.AccountSource;
import dev.shophub.connector.Connector;
import dev.shophub.connector.Connectors;
import dev.shophub.connector.Failure;
import dev.shophub.model.Account;
import dev.shophub.outbox.Requeue;
import dev.shophub.store.ShopIdentity;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A person says that the store which answers is the one the shop always was: it has moved. All that the shop has stays its own. */
final class MovedStoreVerb {

    static final VerbCall<Request, Moved> CALL =
            new VerbCall<>("moved-store", Request.class, new TypeReference<>() {}, false);

    private static final Logger LOG = LoggerFactory.getLogger(MovedStoreVerb.class);

    private final Shops shops;
    private final ShopIdentity identity;
    private final Connectors connectors;
    private final Requeue requeue;
    private final Runnable wake;

    /** @param wake tells the deliveries that something is due again */
    MovedStoreVerb(Shops shops, ShopIdentity identity, Connectors connectors, Requeue requeue, Runnable wake) {
        this.shops = shops;
        this.identity = identity;
        this.connectors = connectors;
        this.requeue = requeue;
        this.wake = wake;
    }

    Moved run(Request request) {
        var shop = new ShopArgument(shops).one(request.shop());
        var key = shop.key().value();
        var source = connectors
                .of(shop.key())
                .flatMap(MovedStoreVerb::told)
                .orElseThrow(() -> VerbRefusedException.cannot("moved-not-told", key, shop.platform()));
        var before = identity.account(shop.id());
        var now = answers(shop, source, before);
        identity.keep(shop.id(), now);
        boolean resumed = shops.resume(shop.id());
        requeue.accessGranted(shop.id());
        LOG.info("The store of {} has moved, as a person says: {}", key, now.words());
        wake.run();
        return new Moved(key, before.map(Account::words), now.words(), resumed);
    }

    private static Optional<AccountSource> told(Connector connector) {
        return connector instanceof AccountSource source ? Optional.of(source) : Optional.empty();
    }

    /** The old account must not stand in the way of the question; it is put back where there is no answer to keep. */
    private Account answers(ShopRow shop, AccountSource source, Optional<Account> before) {
        identity.forget(shop.id());
        var kept = false;
        try {
            var answers = source.account()
                    .orElseThrow(() -> VerbRefusedException.cannot(
                            "moved-not-told", shop.key().value(), shop.platform()));
            refuseAnothers(shop, answers);
            kept = true;
            return answers;
        } catch (Failure failed) {
            throw VerbRefusedException.cannot("moved-no-answer", shop.key().value(), failed.getMessage());
        } finally {
            if (!kept) {
                before.ifPresent(account -> identity.keep(shop.id(), account));
            }
        }
    }

    private void refuseAnothers(ShopRow shop, Account answers) {
        identity.ofAccount(shop.platform(), answers.id())
                .filter(known -> !known.equals(shop.key()))
                .ifPresent(known -> {
                    throw VerbRefusedException.cannot(
                            "moved-known", shop.key().value(), known.value(), answers.words());
                });
    }

    record Request(String shop) implements Steering {
        @Override
        public List<String> subjects() {
            return List.of(shop);
        }

        @Override
        public String words() {
            return "--moved";
        }
    }

    /**
     * @param before what the shop was; null where that was not known
     * @param now what it is
     * @param resumed whether it stood still
     */
    record Moved(String shop, Optional<String> before, String now, boolean resumed) {}
}
