package dev.shophub.token;

import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Connectors;
import dev.shophub.connector.Failure;
import dev.shophub.connector.PermissionSource;
import dev.shophub.connector.PermissionSource.Missing;
import dev.shophub.store.Said;
import dev.shophub.store.ShopRow;
import dev.shophub.store.ShopRow.State;
import dev.shophub.store.Shops;
import dev.shophub.store.TroubleBell;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks what the hub's key may do at each platform that tells it, before a write is refused: at the start, once a day, when a shop goes
 * live, and hourly while something is missing. A shop that is only read needs no permission to write. The bean {@code permissions} of the
 * report routes.
 */
public final class Permissions {

    private static final Logger LOG = LoggerFactory.getLogger(Permissions.class);
    private static final Duration DAILY = Duration.ofDays(1);
    private static final Duration HOURLY = Duration.ofHours(1);

    private final Shops shops;
    private final Connectors connectors;
    private final TroubleBell troubles;
    private final Clock clock;
    private final Map<Long, Asked> asked = new ConcurrentHashMap<>();

    public Permissions(Shops shops, Connectors connectors, TroubleBell troubles, Clock clock) {
        this.shops = shops;
        this.connectors = connectors;
        this.troubles = troubles;
        this.clock = clock;
    }

    /** @param well nothing was missing */
    private record Asked(Instant at, State state, boolean well) {}

    /** Asks those that it is time to ask; called again and again. One that fails does not keep the others from it. */
    public void look() {
        for (var shop : shops.all()) {
            if ((shop.state() == State.LIVE || shop.state() == State.OBSERVING) && isDue(shop)) {
                connectors
                        .of(shop.key())
                        .filter(PermissionSource.class::isInstance)
                        .map(PermissionSource.class::cast)
                        .ifPresent(source -> look(shop, source));
            }
        }
    }

    private boolean isDue(ShopRow shop) {
        var last = asked.get(shop.id());
        return last == null
                || last.state() != shop.state()
                || !clock.instant().isBefore(last.at().plus(last.well() ? DAILY : HOURLY));
    }

    private void look(ShopRow shop, PermissionSource source) {
        boolean well = false;
        try {
            var missing = source.missingPermissions().stream()
                    .filter(one -> one.reads() || shop.state() == State.LIVE)
                    .toList();
            tell(shop, missing);
            well = missing.isEmpty();
        } catch (AuthFailedException toldByThePolls) {
            LOG.info("{}: its permissions cannot be asked for ({})", shop.title(), toldByThePolls.getMessage());
        } catch (Failure untold) {
            LOG.info("{}: its permissions are asked for again in an hour ({})", shop.title(), untold.getMessage());
        }
        asked.put(shop.id(), new Asked(clock.instant(), shop.state(), well));
    }

    private void tell(ShopRow shop, List<Missing> missing) {
        var key = shop.key() + "/permissions";
        if (missing.isEmpty()) {
            troubles.cure(key);
            return;
        }
        troubles.raise(
                key,
                "permission",
                Optional.of(shop.id()),
                Said.of(
                        "permissions-missing",
                        "The key of the shop may not do what the hub wants (shop=" + shop.key() + ", missing="
                                + missing.stream().map(Permissions::sentence).collect(Collectors.joining("; "))
                                + "): grant it at the platform, then let the seller authorise again",
                        Said.text(
                                Said.LIST,
                                missing.stream().map(Permissions::text).toArray())));
    }

    private static String sentence(Missing one) {
        return one.permission() + (one.stops().isEmpty() ? "" : " (stops " + String.join(", ", one.stops()) + ")");
    }

    private static String text(Missing one) {
        return one.stops().isEmpty()
                ? one.permission()
                : Said.text(
                        "permission",
                        one.permission(),
                        Said.text(
                                Said.LIST,
                                one.stops().stream().map(Permissions::stopped).toArray()));
    }

    private static String stopped(String word) {
        return switch (word) {
            case "orders" -> Said.text("stops-orders");
            case "refunds" -> Said.text("stops-refunds");
            case "stock" -> Said.text("stops-stock");
            case "listings" -> Said.text("stops-listings");
            case "reviews" -> Said.text("stops-reviews");
            case "buyers" -> Said.text("stops-buyers");
            case "history" -> Said.text("stops-history");
            case "set-stock" -> Said.text("stops-set-stock");
            case "price" -> Said.text("stops-price");
            case "title" -> Said.text("stops-title");
            case "shelf" -> Said.text("stops-shelf");
            case "shipment" -> Said.text("stops-shipment");
            default -> word;
        };
    }
}
