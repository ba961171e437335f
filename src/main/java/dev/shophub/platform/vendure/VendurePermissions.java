package dev.shophub.platform.vendure;

import dev.shophub.connector.PermissionSource.Missing;
import dev.shophub.connector.UnavailableException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the administrator's roles grant in the channel, against what the hub's operations want there. */
final class VendurePermissions {

    private static final String ME = "query me { me { channels { code token permissions } } }";
    private static final String DEFAULT_CHANNEL = "__default_channel__";
    private static final String EVERYTHING = "SuperAdmin";

    /** @param any one of these is enough */
    private record Wanted(Set<String> any, Missing missing) {}

    private static final List<Wanted> WANTED = List.of(
            new Wanted(Set.of("ReadOrder"), new Missing("ReadOrder", true, List.of("orders", "refunds"))),
            new Wanted(
                    Set.of("ReadCatalog", "ReadProduct"),
                    new Missing("ReadCatalog", true, List.of("listings", "stock"))),
            new Wanted(
                    Set.of("UpdateCatalog", "UpdateProduct"),
                    new Missing("UpdateCatalog", false, List.of("set-stock", "price", "title", "shelf"))),
            new Wanted(Set.of("UpdateOrder"), new Missing("UpdateOrder", false, List.of("shipment"))));

    private final VendureSettings settings;
    private final VendureClient client;

    VendurePermissions(VendureSettings settings, VendureClient client) {
        this.settings = settings;
        this.client = client;
    }

    List<Missing> missing() {
        if (!settings.permissionCheck()) {
            return List.of();
        }
        var granted = granted();
        return WANTED.stream()
                .filter(wanted -> !granted.contains(EVERYTHING))
                .filter(wanted -> wanted.any().stream().noneMatch(granted::contains))
                .map(Wanted::missing)
                .toList();
    }

    /** In a channel where the administrator has no role: nothing. */
    private Set<String> granted() {
        var channels = client.call("me", ME, Map.of()).data().path("me").path("channels");
        if (!channels.isArray()) {
            throw new UnavailableException(
                    "Vendure did not tell the administrator's permissions (" + client.particulars("me") + ")");
        }
        var granted = new HashSet<String>();
        for (var channel : channels) {
            var ours = settings.channel()
                    .map(token -> token.equals(channel.path("token").asText("")))
                    .orElseGet(() -> channel.path("code").asText("").equals(DEFAULT_CHANNEL));
            if (ours) {
                channel.path("permissions").forEach(one -> granted.add(one.asText("")));
            }
        }
        return granted;
    }
}
