package dev.shophub.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

class DemoSettingsTest {

    @Test
    void whatIsGivenOnTheCommandLineIsBound() {
        var settings = bound("--demo.trade=a/folder", "--demo.today=2010-11-23", "--demo.world=data/world.json");

        assertThat(settings.tradeFolder()).contains(Path.of("a/folder"));
        assertThat(settings.today()).contains(LocalDate.of(2010, 11, 23));
        assertThat(settings.worldFile()).contains(Path.of("data/world.json"));
    }

    @Test
    void nothingGivenIsInventedTradeInThisProcess() {
        var settings = bound();

        assertThat(settings.tradeFolder()).isEmpty();
        assertThat(settings.today()).isEmpty();
        assertThat(settings.worldFile()).isEmpty();
    }

    @Test
    void everyPlatformIsPlayedUnlessSomeAreNamed() {
        assertThat(bound().plays("jd")).isTrue();
        assertThat(bound("--demo.platforms=jd,woocommerce").plays("jd")).isTrue();
        assertThat(bound("--demo.platforms=jd,woocommerce").plays("taobao")).isFalse();
    }

    private static DemoSettings bound(String... arguments) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        ConfigurationPropertySources.attach(environment);
        return DemoInitializer.settings(environment);
    }
}
