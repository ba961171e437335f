package dev.shophub.demo;

import dev.shophub.connector.Tokens;
import dev.shophub.settings.ConfiguredShops;
import dev.shophub.settings.InboxSettings;
import dev.shophub.settings.LiveSettings;
import dev.shophub.settings.ReportSettings;
import dev.shophub.store.ReportBook;
import dev.shophub.store.Shops;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/** What the demo adds to a hub that is otherwise an ordinary one. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoConfiguration {

    /** What ./hub audits a running demo against, with a small pool of its own. */
    @Bean(destroyMethod = "close")
    DemoBooks demoBooks(WorldAddresses world) {
        return DemoBooks.open(world.worldUrl(), world.databaseUser(), world.databasePassword());
    }

    @Bean
    SourcesView sourcesView(WorldAddresses world) {
        return new SourcesView(world);
    }

    @Bean
    DemoShops demoShops(ConfiguredShops configured, WorldAddresses world, Shops shops, Tokens tokens, Clock clock) {
        return new DemoShops(configured, world, shops, tokens, clock);
    }

    @Bean
    DemoExports demoExports(
            WorldAddresses world,
            DemoSettings settings,
            InboxSettings inbox,
            LiveSettings live,
            Shops shops,
            ReportBook reports,
            Clock clock) {
        return new DemoExports(world, settings, inbox, live.of(ReportSettings.class), shops, reports, clock);
    }

    @Bean
    DemoTalk demoTalk(WorldAddresses world, Optional<World> played, MeterRegistry meters, Environment environment) {
        return new DemoTalk(world, played, meters, environment);
    }
}
