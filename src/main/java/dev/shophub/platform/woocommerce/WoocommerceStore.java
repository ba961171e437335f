package dev.shophub.platform.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.Shop;
import dev.shophub.model.Account;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which store this is: the address that the site has for itself. A number of its own would not do, as a copy of the site, such as one for
 * trials, has the same number, and the same keys.
 */
final class WoocommerceStore {

    private static final Logger LOG = LoggerFactory.getLogger(WoocommerceStore.class);

    private final Shop shop;
    private final WoocommerceSettings settings;
    private final WoocommerceClient client;

    WoocommerceStore(Shop shop, WoocommerceSettings settings, WoocommerceClient client) {
        this.shop = shop;
        this.settings = settings;
        this.client = client;
    }

    /** Empty where the site hides it; that is logged, as the key of another store would then not be noticed. */
    Optional<Account> account() {
        return switch (settings.accountCheck()) {
            case WoocommerceSettings.INDEX -> told(client.entry()
                    .flatMap(entry -> account(
                            entry.path("home").asText(""), entry.path("name").asText(""))));
            case WoocommerceSettings.STATUS -> told(status());
            default -> Optional.empty();
        };
    }

    private Optional<Account> status() {
        try {
            JsonNode status = client.get("system_status", Map.of("_fields", "environment"))
                    .content();
            return account(status.at("/environment/home_url").asText(""), "");
        } catch (AuthFailedException | RejectedException mayNot) {
            return Optional.empty(); // a key that opens nothing is refused by the next call, too
        }
    }

    private Optional<Account> told(Optional<Account> account) {
        if (account.isEmpty()) {
            LOG.warn(
                    "{}: the site hides its own address, another store's key would not be noticed; see settings.account-check",
                    shop.title());
        }
        return account;
    }

    /** How the site is reached, by which scheme and with which prefix, is no other store. */
    private static Optional<Account> account(String home, String name) {
        try {
            var address = URI.create(home.strip());
            if (address.getHost() == null) {
                return Optional.empty();
            }
            var host = address.getHost().toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "");
            var port = address.getPort() < 0 ? "" : ":" + address.getPort();
            var path = Optional.ofNullable(address.getPath()).orElse("").replaceAll("/+$", "");
            return Optional.of(new Account(host + port + path, name));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
