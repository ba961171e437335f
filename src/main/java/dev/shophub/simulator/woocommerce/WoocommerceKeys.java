package dev.shophub.simulator.woocommerce;

import dev.shophub.simulator.stage.Http;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Who calls: by name and secret over https, by a signature over http, as the platform does. */
final class WoocommerceKeys {

    private static final Duration CLOCKS_APART = Duration.ofMinutes(15);
    private static final Map<String, String> ALGORITHMS = Map.of("HMAC-SHA1", "HmacSHA1", "HMAC-SHA256", "HmacSHA256");

    private final WoocommerceSettings settings;
    private final WoocommerceKeyState state;
    private final Clock clock;
    private final Map<String, Long> nonces = new HashMap<>();

    WoocommerceKeys(WoocommerceSettings settings, WoocommerceKeyState state, Clock clock) {
        this.settings = settings;
        this.state = state;
        this.clock = clock;
    }

    /**
     * Lets a call in.
     *
     * @param address of the call, without its query
     * @throws WoocommerceRefusal when it is not proven, or the key may not do it
     */
    void admit(Http.Call call, Map<String, String> query, String address) {
        if (settings.secure()) {
            byName(call, query);
        } else {
            bySignature(call, query, address);
        }
        if (!call.verb().equals("GET") && !settings.writes()) {
            throw WoocommerceRefusal.authentication("The API key provided does not have write permissions.");
        }
    }

    private void byName(Http.Call call, Map<String, String> query) {
        var pair = Optional.ofNullable(call.headers().get("authorization"))
                .filter(text -> text.startsWith("Basic "))
                .flatMap(text -> decoded(text.substring("Basic ".length())))
                .orElse(query.getOrDefault("consumer_key", "") + ":" + query.getOrDefault("consumer_secret", ""))
                .split(":", 2);
        if (pair[0].isEmpty()) {
            throw nobody();
        }
        if (!isKey(pair[0])) {
            throw WoocommerceRefusal.authentication("Consumer key is invalid.");
        }
        if (!same(pair[1], settings.shop().appSecret())) {
            throw WoocommerceRefusal.authentication("Consumer secret is invalid.");
        }
    }

    private void bySignature(Http.Call call, Map<String, String> query, String address) {
        if (!query.containsKey("oauth_consumer_key")) {
            throw nobody();
        }
        for (var name : new String[] {"oauth_timestamp", "oauth_nonce", "oauth_signature", "oauth_signature_method"}) {
            if (query.getOrDefault(name, "").isEmpty()) {
                throw WoocommerceRefusal.authentication("OAuth parameter " + name + " is missing.");
            }
        }
        if (!isKey(query.get("oauth_consumer_key"))) {
            throw WoocommerceRefusal.authentication("Consumer key is invalid.");
        }
        var algorithm = Optional.ofNullable(ALGORITHMS.get(query.get("oauth_signature_method")))
                .orElseThrow(
                        () -> WoocommerceRefusal.authentication("Invalid signature - signature method is invalid."));
        if (!same(signature(call.verb(), address, query, algorithm), query.get("oauth_signature"))) {
            throw WoocommerceRefusal.authentication("Invalid signature - provided signature does not match.");
        }
        once(query.get("oauth_timestamp"), query.get("oauth_nonce"));
    }

    private synchronized void once(String timestamp, String nonce) {
        long now = clock.instant().getEpochSecond();
        if (!timestamp.matches("\\d{1,12}") || Math.abs(now - Long.parseLong(timestamp)) > CLOCKS_APART.toSeconds()) {
            throw WoocommerceRefusal.authentication("Invalid timestamp.");
        }
        nonces.values().removeIf(used -> Math.abs(now - used) > CLOCKS_APART.toSeconds());
        if (nonces.putIfAbsent(nonce, Long.parseLong(timestamp)) != null) {
            throw WoocommerceRefusal.authentication("Invalid nonce - nonce has already been used.");
        }
    }

    private String signature(String verb, String address, Map<String, String> query, String algorithm) {
        var sorted = new TreeMap<String, String>();
        query.forEach((name, value) -> sorted.put(encoded(name), encoded(value)));
        sorted.remove("oauth_signature");
        var parameters = sorted.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
        var base = verb + "&" + encoded(address) + "&" + encoded(parameters);
        return hmac(algorithm, settings.shop().appSecret() + "&", base.getBytes(StandardCharsets.UTF_8));
    }

    /** Base64. */
    static String hmac(String algorithm, String key, byte[] bytes) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            return Base64.getEncoder().encodeToString(mac.doFinal(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has HMAC with SHA-1 and SHA-256", impossible);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private boolean isKey(String key) {
        return key.equals(settings.shop().appKey())
                && state.lives(settings.shop().key().value());
    }

    private static WoocommerceRefusal nobody() {
        return WoocommerceRefusal.of(401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.");
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8))
                    .filter(text -> text.contains(":"));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }
}
