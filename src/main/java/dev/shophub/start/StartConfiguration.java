package dev.shophub.start;

import com.zaxxer.hikari.HikariDataSource;
import dev.shophub.connector.Platform;
import dev.shophub.erp.ErpPlatform;
import dev.shophub.settings.AccountReader;
import dev.shophub.settings.ConfigurationReader;
import dev.shophub.settings.ConfiguredShops;
import dev.shophub.settings.DatabaseSettings;
import dev.shophub.settings.ErpSettings;
import dev.shophub.settings.LiveSettings;
import dev.shophub.settings.LiveShops;
import dev.shophub.settings.MasterKey;
import dev.shophub.settings.StartRefusedException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/** What the hub is started with: folder, key, shops, ERP. */
@Configuration(proxyBeanMethods = false)
class StartConfiguration {

    private static final Logger log = LoggerFactory.getLogger(StartConfiguration.class);
    private static final Duration FOR_A_PREDECESSOR = Duration.ofSeconds(15);

    @Bean
    Mode mode(ConfigurableEnvironment environment) {
        return environment.acceptsProfiles(Profiles.of("demo")) ? Mode.DEMO : Mode.PRODUCTION;
    }

    @Bean
    DataFolder dataFolder(ConfigurableEnvironment environment) {
        return DataFolder.of(environment);
    }

    @Bean
    MasterKey masterKey(ConfigurableEnvironment environment, Mode mode, DataFolder data) {
        return new MasterKeySource(environment, mode == Mode.DEMO, data).find();
    }

    @Bean
    ConfiguredShops configuredShops(
            ConfigurableEnvironment environment, Mode mode, ObjectProvider<Platform> platforms) {
        var reader = new AccountReader(environment);
        var known = platforms.stream()
                .filter(platform -> !(platform instanceof ErpPlatform))
                .toList();
        var configured = reader.shops("hub.shops", known);
        if (mode == Mode.DEMO) {
            if (!configured.none()) {
                log.info("The demo ignores the shops of hub.shops: simulators never stand beside real shops");
            }
            return reader.shops(ConfigurationReader.shopsPrefix(environment), known);
        }
        if (configured.none()) {
            throw new StartRefusedException("No shop is configured; write one below hub.shops in "
                    + "config/<platform>/application.yaml, as its comments show");
        }
        configured.faulty().forEach(shop -> log.warn("The shop {} stays out. {}", shop.key(), shop.sentence()));
        if (configured.good().isEmpty()) {
            log.error("No shop can run: every one of them has a fault; correct them and restart the hub");
        }
        return configured;
    }

    @Bean
    LiveShops liveShops(ConfiguredShops configured) {
        return new LiveShops(configured);
    }

    @Bean
    LiveSettings liveSettings(ConfigurableEnvironment environment) {
        return new LiveSettings(environment);
    }

    /** Reads the files anew, as an edit or a check asks for it. */
    @Bean
    ConfigurationReader configurationReader(
            ConfigurableEnvironment environment,
            @Value("${hub.config.dir:config}") Path folder,
            List<Platform> platforms) {
        var erps = platforms.stream().filter(ErpPlatform.class::isInstance).toList();
        var shops = platforms.stream()
                .filter(platform -> !(platform instanceof ErpPlatform))
                .toList();
        return new ConfigurationReader(environment, folder, shops, erps);
    }

    @Bean
    ErpSettings erpSettings(ConfigurableEnvironment environment, List<ErpPlatform> platforms) {
        return new AccountReader(environment).erp("hub.erp", platforms);
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    DatabaseOpening databaseOpening(DatabaseSettings settings, Clock clock) {
        return new DatabaseOpening(settings, clock);
    }

    /** Before the tables are touched, after key, shops and ERP are there: nothing is stamped by a hub that cannot go on. */
    @Bean
    SingleInstance singleInstance(
            DatabaseOpening opening,
            Mode mode,
            MasterKey key,
            ConfiguredShops shops,
            ErpSettings erp,
            ConfigurableApplicationContext context) {
        opening.await(mode);
        var instance = new SingleInstance(opening, FOR_A_PREDECESSOR, () -> new Thread(context::close, "stop").start());
        instance.claim();
        return instance;
    }

    @Bean
    HikariDataSource dataSource(DatabaseOpening opening, Mode mode, MasterKey key, SingleInstance instance) {
        return opening.open(mode, key.fingerprint());
    }

    @Bean
    RunFile runFile(
            DataFolder data,
            Mode mode,
            DatabaseSettings database,
            ConfigurableEnvironment environment,
            ConfiguredShops shops,
            Clock clock) {
        return new RunFile(data, mode, database, environment, shops, clock);
    }
}
