package dev.shophub.demo;

import dev.shophub.simulator.stage.PlayedPlatform;
import dev.shophub.simulator.stage.PlayedPlatforms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a running world answers: all that a hub needs to work against it.
 *
 * @param operationsUrl JDBC address of the hub's schema
 * @param worldUrl JDBC address of the simulators' schema
 * @param ports by name: each platform, erp, smtp, imap, database
 */
record WorldAddresses(
        String operationsUrl,
        String worldUrl,
        String databaseUser,
        String databasePassword,
        String erpUrl,
        String erpToken,
        Map<String, Integer> ports,
        List<DemoShop> shops) {

    WorldAddresses {
        ports = Map.copyOf(ports);
        shops = List.copyOf(shops);
    }

    /** The hub's settings that lead to this world; they go before whatever the configuration files say. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("hub.db.url", operationsUrl);
        settings.put("hub.db.user", databaseUser);
        settings.put("hub.db.password", databasePassword);
        settings.put("hub.erp.platform", "rest");
        settings.put("hub.erp.title", "Simulated ERP");
        settings.put("hub.erp.base-url", erpUrl);
        settings.put("hub.erp.time-zone", "Asia/Shanghai");
        settings.put("hub.erp.settings.token", erpToken);
        pace(settings, "hub.erp.poll.stock");
        pace(settings, "hub.erp.poll.products");
        pace(settings, "hub.erp.poll.shipments");
        settings.put("spring.mail.host", "127.0.0.1");
        settings.put("spring.mail.port", ports.get("smtp"));
        settings.put("spring.mail.username", "");
        settings.put("spring.mail.password", "");
        settings.put("hub.inbox.mail.host", "127.0.0.1");
        settings.put("hub.inbox.mail.protocol", "imap");
        settings.put("hub.inbox.mail.port", ports.get("imap"));
        settings.put("hub.inbox.mail.user", "inbox@shop.example");
        settings.put("hub.inbox.mail.password", "any");
        settings.put("hub.inbox.mail.every", "5s");
        ports.forEach((name, port) -> settings.put("demo.listens." + name, port));
        settings.put(
                "demo.simulators.url",
                "http://127.0.0.1:" + ports.get(shops.get(0).platform()));
        for (var shop : shops) {
            var block = "demo.shops." + shop.key() + ".";
            settings.put(block + "platform", shop.platform());
            settings.put(block + "title", shop.title());
            settings.put(block + "base-url", shop.baseUrl());
            settings.put(block + "time-zone", shop.timeZone());
            shop.settings().forEach((key, value) -> settings.put(block + "settings." + key, value));
            streams(shop.platform()).forEach(stream -> pace(settings, block + "poll." + stream));
        }
        return settings;
    }

    /** A stream that a platform has not would keep its shop out. */
    private static Set<String> streams(String platform) {
        return PlayedPlatforms.named(platform).map(PlayedPlatform::streams).orElse(Set.of());
    }

    /** The demo's pace, of every stream. */
    private static void pace(Map<String, Object> settings, String stream) {
        settings.put(stream + ".every", "5s");
        settings.put(stream + ".lookback", "2m");
        settings.put(stream + ".settle", "10s");
    }

    /** Without password and token. */
    @Override
    public String toString() {
        return "WorldAddresses[" + ports + "]";
    }
}
