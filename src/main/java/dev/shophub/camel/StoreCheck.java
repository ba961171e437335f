package dev.shophub.camel;

import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Connector.Announcement;
import dev.shophub.model.Account;
import dev.shophub.model.ShopKey;
import dev.shophub.store.ShopIdentity;
import dev.shophub.store.Shops;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A shop is its seller's account: that of the first contact is kept, and no other is let in under its name. */
final class StoreCheck {

    private static final Logger LOG = LoggerFactory.getLogger(StoreCheck.class);

    private final Shops shops;
    private final ShopIdentity identity;

    StoreCheck(Shops shops, ShopIdentity identity) {
        this.shops = shops;
        this.identity = identity;
    }

    /** @throws AuthFailedException when the shop was another account until now, or the account is another shop's */
    void answers(ShopKey key, Account answers) {
        var row = shops.find(key)
                .orElseThrow(() -> new IllegalStateException("A connected shop has a row (shop=" + key + ")"));
        var known = identity.account(row.id());
        if (known.isEmpty()) {
            refuseAnothers(key, row.platform(), answers);
            identity.keep(row.id(), answers);
            LOG.info("{}: it is the store {} from now on", row.title(), answers.words());
        } else if (!known.get().id().equals(answers.id())) {
            throw new AuthFailedException(other(key, known.get(), answers));
        } else if (!known.get().equals(answers)) {
            identity.keep(row.id(), answers);
        }
    }

    private void refuseAnothers(ShopKey key, String platform, Account answers) {
        identity.ofAccount(platform, answers.id())
                .filter(shop -> !shop.equals(key))
                .ifPresent(shop -> {
                    throw new AuthFailedException(anothers(key, shop, answers));
                });
    }

    private static Announcement other(ShopKey key, Account known, Account answers) {
        return new Announcement(
                "Another store answers than this shop always was (shop=" + key + ", was=" + known.words() + ", answers="
                        + answers.words() + "): nothing is read or written. Put the key and address of " + known.words()
                        + " back; give another store a shop key of its own in the configuration; has the same store moved,"
                        + " run: ./hub authorize " + key + " --moved",
                "other-store",
                List.of(known.words(), answers.words(), key.value()));
    }

    private static Announcement anothers(ShopKey key, ShopKey known, Account answers) {
        return new Announcement(
                "The store that answers is another shop's (shop=" + key + ", answers=" + answers.words()
                        + ", known as=" + known
                        + "): nothing is read or written. Put this shop's own key and address into"
                        + " its settings; is it " + known + " by a new name, take " + known
                        + " out of the configuration and run: ./hub rename-shop " + known + " " + key,
                "known-store",
                List.of(answers.words(), known.value(), key.value()));
    }
}
