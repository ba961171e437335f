package dev.shophub.simulator.jd;

import dev.shophub.simulator.stage.Seller;
import java.util.List;

/**
 * How the platform is played.
 *
 * @param shops the sellers it knows
 * @param port on loopback, 0 for a free one
 */
public record JdSettings(List<Seller> shops, int port) {

    public JdSettings {
        shops = List.copyOf(shops);
    }

    /** A free port. */
    public static JdSettings of(Seller... shops) {
        return new JdSettings(List.of(shops), 0);
    }
}
