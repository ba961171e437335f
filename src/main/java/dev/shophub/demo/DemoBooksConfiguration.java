package dev.shophub.demo;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Lets a running demo be audited against its own simulators. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoBooksConfiguration {

    @Bean(destroyMethod = "close")
    DemoBooks demoBooks(WorldAddresses world) {
        return DemoBooks.open(world.worldUrl(), world.databaseUser(), world.databasePassword());
    }
}
