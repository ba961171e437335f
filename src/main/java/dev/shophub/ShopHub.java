package dev.shophub;

import dev.shophub.command.HubCommand;
import dev.shophub.demo.DemoInitializer;
import dev.shophub.settings.Folders;
import dev.shophub.settings.StartRefusedException;
import dev.shophub.start.StartInitializer;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Starts the hub, or runs one verb of the command line. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ShopHub {

    public static void main(String[] arguments) {
        if (HubCommand.isVerb(arguments)) {
            HubCommand.main(arguments);
            return;
        }
        String[] resolved;
        try {
            resolved = folders().resolve(arguments);
        } catch (StartRefusedException refused) {
            new CommandLine(CommandSpec.create()).getErr().println("ShopHub did not start. " + refused.getMessage());
            System.exit(1);
            return;
        }
        try {
            application().run(resolved);
        } catch (RuntimeException alreadyReported) {
            System.exit(1);
        }
    }

    /**
     * Starts the hub in this process.
     *
     * @param arguments {@code --config=DIR}, {@code --routes=DIR}, and any setting as {@code --name=value}
     * @throws RuntimeException when it cannot start; why was logged in one sentence
     */
    public static ConfigurableApplicationContext start(String... arguments) {
        return application().run(folders().resolve(arguments));
    }

    private static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(ShopHub.class).initializers(new StartInitializer(), new DemoInitializer());
    }

    private static Folders folders() {
        return new Folders(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                new ApplicationHome(ShopHub.class).getDir().toPath());
    }
}
