package dev.shophub.settings;

import dev.shophub.connector.Platform;
import dev.shophub.connector.Platform.Pace;
import dev.shophub.connector.SettingsException;
import dev.shophub.connector.Shop;
import dev.shophub.model.ShopKey;
import dev.shophub.model.StockFormula;
import dev.shophub.model.Stream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.env.ConfigurableEnvironment;

/** Reads the shops and the ERP from the configuration, each block strictly and by itself. */
public final class AccountReader {

    /** Of a shop whose platform is not called. */
    private static final URI NOWHERE = URI.create("none:nowhere");

    private final Origins origins;
    private final Binder binder;

    public AccountReader(ConfigurableEnvironment environment) {
        this.origins = new Origins(environment);
        this.binder = Binder.get(environment);
    }

    /**
     * Reads every block below a prefix; a fault keeps its own shop out and nothing else.
     *
     * @param prefix {@code hub.shops}, or the demo's own
     * @param platforms all that the hub knows
     */
    public ConfiguredShops shops(String prefix, Collection<? extends Platform> platforms) {
        var parent = ConfigurationPropertyName.of(prefix);
        var blocks = new TreeMap<String, ConfigurationPropertyName>();
        for (var name : origins.below(parent)) {
            var block = name.chop(parent.getNumberOfElements() + 1);
            blocks.putIfAbsent(block.getLastElement(Form.ORIGINAL), block);
        }
        var good = new ArrayList<ConfiguredShop>();
        var faulty = new ArrayList<FaultyShop>();
        blocks.forEach((key, block) -> {
            try {
                good.add(read(block, shopKey(key, block), platforms, "shop"));
            } catch (SettingFault fault) {
                faulty.add(new FaultyShop(key, fault.getMessage()));
            }
        });
        return new ConfiguredShops(good, faulty);
    }

    /**
     * Reads the ERP's block.
     *
     * @param platforms the kinds of ERP that the hub knows
     * @throws StartRefusedException when anything in it is wrong: it is a hub-wide setting
     */
    public ErpSettings erp(String prefix, Collection<? extends Platform> platforms) {
        try {
            var account = read(ConfigurationPropertyName.of(prefix), ErpSettings.KEY, platforms, "ERP");
            return new ErpSettings(account.shop(), account.paces());
        } catch (SettingFault fault) {
            throw new StartRefusedException(fault.getMessage());
        }
    }

    private ShopKey shopKey(String key, ConfigurationPropertyName block) {
        try {
            var shopKey = new ShopKey(key);
            if (shopKey.equals(ErpSettings.KEY)) {
                throw new SettingFault(origins.of(block), "'erp' names the ERP; give the shop another key");
            }
            return shopKey;
        } catch (IllegalArgumentException wrongForm) {
            throw new SettingFault(origins.of(block), wrongForm.getMessage());
        }
    }

    private ConfiguredShop read(
            ConfigurationPropertyName block, ShopKey key, Collection<? extends Platform> platforms, String what) {
        origins.unresolved(block).ifPresent(missing -> {
            throw new SettingFault(origins.of(missing.name()), missing.toString());
        });
        var written = bind(block);
        var platform = platform(block, written, platforms, what);
        var shop = new Shop(
                key,
                platform.name(),
                written.title().orElse(key.value()),
                platform.answers() ? baseUrl(block, written) : NOWHERE,
                zone(block, written),
                written.settings());
        check(block, shop, platform);
        return new ConfiguredShop(shop, paces(block, written, platform), written.erp(), formula(block, written, what));
    }

    private StockFormula formula(ConfigurationPropertyName block, AccountBlock written, String what) {
        var formula = written.stock();
        formula.fault().ifPresent(fault -> {
            throw new SettingFault(
                    origins.of(block.append("stock").append(fault.key())), fault.sentence(block + ".stock"));
        });
        if (what.equals("ERP") && !formula.isStandard()) {
            throw new SettingFault(
                    origins.of(block.append("stock")),
                    "'%s.stock' is no key of the ERP; what a shop shows stands below hub.shops.<shop>.stock"
                            .formatted(block));
        }
        return formula.formula();
    }

    private void check(ConfigurationPropertyName block, Shop shop, Platform platform) {
        try {
            platform.check(shop);
        } catch (SettingsException wrong) {
            var key = block + "." + wrong.key();
            var name = ConfigurationPropertyName.isValid(key) ? ConfigurationPropertyName.of(key) : block;
            throw new SettingFault(origins.of(name, block), wrong.getMessage());
        }
    }

    private AccountBlock bind(ConfigurationPropertyName block) {
        try {
            return binder.bindOrCreate(
                    block.toString(),
                    Bindable.of(AccountBlock.class),
                    new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
        } catch (BindException wrong) {
            throw new SettingFault(BindFaults.where(wrong, origins), BindFaults.what(wrong));
        }
    }

    private Platform platform(
            ConfigurationPropertyName block,
            AccountBlock written,
            Collection<? extends Platform> platforms,
            String what) {
        var known = new TreeMap<String, Platform>();
        platforms.forEach(platform -> known.put(platform.name(), platform));
        if (written.platform().isEmpty() && known.size() == 1 && what.equals("ERP")) {
            return known.firstEntry().getValue();
        }
        var name = written.platform()
                .orElseThrow(() -> new SettingFault(
                        origins.of(block), "this %s names no platform; known are %s".formatted(what, known.keySet())));
        var platform = known.get(name);
        if (platform == null) {
            throw new SettingFault(
                    origins.of(block.append("platform")),
                    "the platform '%s' is unknown; known are %s".formatted(name, known.keySet()));
        }
        return platform;
    }

    private URI baseUrl(ConfigurationPropertyName block, AccountBlock written) {
        var text = written.baseUrl()
                .orElseThrow(() -> new SettingFault(
                        origins.of(block),
                        "'%s.base-url' is missing; expected an address such as https://api.example.com"
                                .formatted(block)));
        var where = origins.of(block.append("base-url"));
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException wrong) {
            throw new SettingFault(where, "base-url is no address; expected one such as https://api.example.com");
        }
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http")) || uri.getUserInfo() != null) {
            throw new SettingFault(
                    where, "base-url is no web address; expected https, a host and perhaps a path, without a user");
        }
        if (scheme.equals("http") && !isLoopback(uri.getHost())) {
            throw new SettingFault(
                    where,
                    "base-url is plain http, which is accepted for this computer only (host=%s); expected https"
                            .formatted(uri.getHost()));
        }
        return uri;
    }

    /** Asks no name server: only the literal names of this computer count. */
    private static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        var literal = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (!literal.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return false;
        }
        try {
            return InetAddress.getByName(literal).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    private ZoneId zone(ConfigurationPropertyName block, AccountBlock written) {
        var name = written.timeZone()
                .orElseThrow(() -> new SettingFault(
                        origins.of(block),
                        "'%s.time-zone' is missing; expected a name such as Asia/Shanghai".formatted(block)));
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new SettingFault(
                    origins.of(block.append("time-zone")),
                    "the time zone '%s' is unknown; expected a name such as Asia/Shanghai".formatted(name));
        }
    }

    private Map<Stream, Pace> paces(ConfigurationPropertyName block, AccountBlock written, Platform platform) {
        var standard = platform.paces();
        var offered = standard.keySet().stream().map(Stream::name).collect(Collectors.toCollection(TreeSet::new));
        for (var stream : written.poll().keySet()) {
            if (!offered.contains(stream)) {
                throw new SettingFault(
                        origins.of(block.append("poll").append(stream)),
                        "%s has no stream '%s'; known are %s".formatted(platform.name(), stream, offered));
            }
        }
        var paces = new LinkedHashMap<Stream, Pace>();
        standard.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Stream::name)))
                .forEach(entry -> {
                    var poll = written.poll().getOrDefault(entry.getKey().name(), PollBlock.UNCHANGED);
                    if (poll.enabled()) {
                        paces.put(entry.getKey(), poll.over(entry.getValue()));
                    }
                });
        return paces;
    }
}
