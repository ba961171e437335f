package dev.shophub.webhook;

import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Connectors;
import dev.shophub.connector.Failure;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.WebhookSource;
import dev.shophub.connector.WebhookSource.Subscription;
import dev.shophub.store.Said;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.TroubleBell;
import dev.shophub.store.WebhookBook;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the subscriptions at the platforms: the bean {@code webhooks} of the poll routes. One that is gone or was switched off, as
 * platforms do after failures without a word, is made again and told as a trouble; it is cured when the next look finds all of them. Those
 * at an address that the hub had before are removed.
 */
public final class Subscriptions {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    private final Shops shops;
    private final Connectors connectors;
    private final WebhookBook book;
    private final TroubleBell troubles;
    private final Optional<URI> base;

    /** @param base under which platforms reach the door from outside; empty: nobody is asked to tell anything */
    public Subscriptions(
            Shops shops, Connectors connectors, WebhookBook book, TroubleBell troubles, Optional<URI> base) {
        this.shops = shops;
        this.connectors = connectors;
        this.book = book;
        this.troubles = troubles;
        this.base = base;
    }

    /** Looks at every shop whose platform tells what changed; one that fails does not keep the others from it. */
    public void check() {
        shops.all().forEach(shop -> connectors
                .of(shop.key())
                .filter(WebhookSource.class::isInstance)
                .map(WebhookSource.class::cast)
                .ifPresent(source -> check(shop, source, base.map(address -> addressOf(address, shop)))));
    }

    private static URI addressOf(URI base, ShopRow shop) {
        return URI.create(base.toString().replaceAll("/+$", "") + WebhookDoor.PATH + shop.key());
    }

    private void check(ShopRow shop, WebhookSource source, Optional<URI> address) {
        var key = shop.key() + "/webhooks";
        try {
            leave(shop, source, address);
            var mended = address.map(here -> mend(shop, source, here)).orElse(Set.of());
            if (mended.isEmpty()) {
                troubles.cure(key);
            } else {
                troubles.raise(
                        key,
                        "webhook",
                        Optional.of(shop.id()),
                        Said.of(
                                "webhook-mended",
                                "The platform had dropped or switched off what it was to tell (shop=" + shop.key()
                                        + ", topics=" + String.join(", ", mended)
                                        + "): it is subscribed to again; meanwhile changes were found by polling",
                                String.join(", ", mended)));
            }
        } catch (RejectedException refused) {
            troubles.raise(
                    key,
                    "webhook",
                    Optional.of(shop.id()),
                    Said.of(
                                    "webhook-refused",
                                    "The platform does not take the subscriptions (shop=" + shop.key() + ", address="
                                            + address.map(URI::toString).orElse("none") + "): " + refused.getMessage(),
                                    address.map(URI::toString).orElse("–"))
                            .quoting(refused.getMessage()));
        } catch (AuthFailedException toldByThePolls) {
            LOG.info("{}: its subscriptions cannot be looked at ({})", shop.title(), toldByThePolls.getMessage());
        } catch (Failure away) {
            LOG.info("{}: its subscriptions are looked at in an hour ({})", shop.title(), away.getMessage());
        }
    }

    /** First of all: once the new ones are in the book, nobody knows of the old ones. */
    private void leave(ShopRow shop, WebhookSource source, Optional<URI> address) {
        book.elsewhere(shop.id(), address).forEach((topic, old) -> {
            source.unsubscribe(topic, old);
            book.left(shop.id(), topic);
            LOG.info("{}: the platform is to tell no more of {} (address={})", shop.title(), topic, old);
        });
    }

    /** Subscribes to what is missing; answers what had been there before. */
    private Set<String> mend(ShopRow shop, WebhookSource source, URI address) {
        var alive = source.subscriptions(address).stream()
                .filter(Subscription::on)
                .map(Subscription::topic)
                .collect(Collectors.toSet());
        var known = book.topics(shop.id(), address);
        var mended = new TreeSet<String>();
        for (var topic : new TreeSet<>(source.topics())) {
            if (alive.contains(topic) && known.contains(topic)) {
                continue;
            }
            if (!alive.contains(topic)) {
                source.subscribe(topic, address);
                LOG.info("{}: the platform is to tell of {}", shop.title(), topic);
            }
            if (known.contains(topic)) {
                book.mended(shop.id(), topic);
                mended.add(topic);
            } else {
                book.subscribed(shop.id(), topic, address);
            }
        }
        return mended;
    }
}
