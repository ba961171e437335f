package dev.shophub;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the hub, or runs one verb of the command line. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ShopHub {

    public static void main(String[] arguments) {
        SpringApplication.run(ShopHub.class, arguments);
    }
}
