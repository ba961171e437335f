package dev.shophub.connector;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.convert.DurationStyle;

/**
 * Binds a shop's own settings strictly: a wrong value is refused by the name of its key, and so is a key that nobody read.
 * Values are never told, they may be secrets.
 */
public final class SettingsReader {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Map<String, String> settings;
    private final Set<String> known = new TreeSet<>();

    public SettingsReader(Shop shop) {
        this.settings = shop.settings();
    }

    /** @throws SettingsException when it is missing or blank */
    public String text(String key) {
        return optional(key).orElseThrow(() -> refused(key, "is missing: set it"));
    }

    /** Empty when it is absent or blank. */
    public Optional<String> optional(String key) {
        known.add(key);
        return Optional.ofNullable(settings.get(key)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** @throws SettingsException when it is not one of the words */
    public String choice(String key, String otherwise, Set<String> words) {
        var word = optional(key).orElse(otherwise);
        if (!words.contains(word)) {
            throw refused(key, "is none of " + String.join(", ", new TreeSet<>(words)));
        }
        return word;
    }

    /** @throws SettingsException when it is no whole number from {@code least} to {@code most} */
    public long number(String key, long otherwise, long least, long most) {
        var text = optional(key);
        try {
            long number = text.map(Long::parseLong).orElse(otherwise);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw refused(key, "is no whole number: expected " + least + " to " + most);
        }
        throw refused(key, "is out of bounds: expected " + least + " to " + most);
    }

    /**
     * Words and what they mean here: {@code SF=SF, YTO=YTO}; added to those that hold anyhow, and before them.
     *
     * @throws SettingsException when a part is no such pair
     */
    public Map<String, String> pairs(String key, Map<String, String> otherwise) {
        var pairs = new HashMap<>(otherwise);
        for (var pair : optional(key).orElse("").split(",")) {
            var parts = pair.split("=", 2);
            if (parts.length == 2 && !parts[0].isBlank() && !parts[1].isBlank()) {
                pairs.put(parts[0].strip(), parts[1].strip());
            } else if (!pair.isBlank()) {
                throw refused(key, "is no list of pairs: expected for instance SF=SF, YTO=YTO");
            }
        }
        return Map.copyOf(pairs);
    }

    /** @throws SettingsException when it is neither {@code true} nor {@code false} */
    public boolean flag(String key, boolean otherwise) {
        var word = choice(key, Boolean.toString(otherwise), Set.of("true", "false"));
        return Boolean.parseBoolean(word);
    }

    /** @throws SettingsException when it is no duration such as {@code 30m}, or a negative one */
    public Duration duration(String key, Duration otherwise) {
        try {
            var duration = optional(key).map(DurationStyle::detectAndParse).orElse(otherwise);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (IllegalArgumentException notADuration) {
            throw refused(key, "is no duration: expected for instance 30m, 6h or 7d");
        }
        throw refused(key, "is negative: expected for instance 30m, 6h or 7d");
    }

    /** @throws SettingsException when it is no https address; plain http is taken for loopback hosts only */
    public URI address(String key, String otherwise) {
        var expected = "expected an address that begins with https:// (http:// for loopback hosts only)";
        try {
            var address = URI.create(optional(key).orElse(otherwise));
            var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            if (address.getHost() != null
                    && (scheme.equals("https") || scheme.equals("http") && LOOPBACK.contains(address.getHost()))) {
                return address;
            }
        } catch (IllegalArgumentException noAddress) {
            throw refused(key, "is no address: " + expected);
        }
        throw refused(key, "is not acceptable: " + expected);
    }

    /** @throws SettingsException naming the first key that nothing asked for */
    public void refuseOthers() {
        settings.keySet().stream()
                .sorted()
                .filter(key -> !known.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw refused(key, "is not known. Known are " + String.join(", ", known));
                });
    }

    private static SettingsException refused(String key, String why) {
        return new SettingsException("settings." + key, "settings." + key + " " + why);
    }
}
