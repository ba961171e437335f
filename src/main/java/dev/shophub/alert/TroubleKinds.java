package dev.shophub.alert;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Which kinds of trouble cannot wait: trade stands, or a person who just saved waits for the answer. They are told at once, at
 * any hour and each alone; all others gather and wait for the morning.
 */
final class TroubleKinds {

    private static final Set<String> FATAL = Set.of(
            "auth",
            "account",
            "brake",
            "brake-price",
            "route",
            "route-waits",
            "config",
            "stuck-read",
            "stuck-erp",
            "disk",
            "disk-full",
            "mail");

    private final Supplier<Map<String, Boolean>> settings;

    /** @param settings what an admin decided otherwise */
    TroubleKinds(Supplier<Map<String, Boolean>> settings) {
        this.settings = settings;
    }

    boolean isFatal(String kind) {
        return settings.get().getOrDefault(kind, FATAL.contains(kind));
    }
}
