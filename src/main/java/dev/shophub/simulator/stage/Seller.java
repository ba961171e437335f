package dev.shophub.simulator.stage;

import dev.shophub.model.ShopKey;
import java.util.Objects;

/**
 * A seller of the simulated platform and the application that may act for him; several sellers may share
 * one application.
 *
 * @param key the shop whose trade it shows ({@code shop_key} of the simulators' schema)
 * @param appKey digits
 * @param appSecret what calls are signed with
 * @param nick the seller's nick, also shown as the shop's name
 * @param userId the seller's number
 */
public record Seller(ShopKey key, String appKey, String appSecret, String nick, long userId) {

    public Seller {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(appKey, "appKey");
        Objects.requireNonNull(appSecret, "appSecret");
        Objects.requireNonNull(nick, "nick");
    }

    @Override
    public String toString() {
        return "Seller[key=" + key + ", appKey=" + appKey + "]";
    }
}
