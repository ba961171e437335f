package dev.shophub.start;

import dev.shophub.settings.HubWideCheck;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** What is checked before anything is started: unknown keys and variables; and this run's token. */
public final class StartInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /**
     * Random, new with every start, written to the run file for its owner only: who knows it may give this hub commands
     * over the management port.
     */
    public static final String TOKEN = "shophub.run.token";

    private static final int TOKEN_LENGTH = 24;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        new HubWideCheck(environment).run(System.getenv().keySet());
        var token = new byte[TOKEN_LENGTH];
        new SecureRandom().nextBytes(token);
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "this run", Map.of(TOKEN, HexFormat.of().formatHex(token))));
    }
}
