package dev.shophub.settings;

import dev.shophub.model.ShopKey;
import java.util.Optional;

/**
 * A shop whose block cannot be used; it stays out, the others run.
 *
 * @param key as written, which may itself be the fault
 * @param sentence file and line, what is wrong, what is expected; never a value that may be secret
 */
public record FaultyShop(String key, String sentence) {

    /** Empty when what is written can be no shop's key. */
    public Optional<ShopKey> shopKey() {
        try {
            return Optional.of(new ShopKey(key)).filter(shop -> !shop.equals(ErpSettings.KEY));
        } catch (IllegalArgumentException noKey) {
            return Optional.empty();
        }
    }
}
