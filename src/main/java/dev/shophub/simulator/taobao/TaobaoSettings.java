package dev.shophub.simulator.taobao;

import dev.shophub.simulator.stage.Seller;
import java.util.List;

/**
 * How the platform is played.
 *
 * @param shops the sellers it knows
 * @param port on loopback, 0 for a free one
 * @param callsPerSecond that one application may make before it is limited, 0 for no limit
 */
public record TaobaoSettings(List<Seller> shops, int port, int callsPerSecond) {

    public TaobaoSettings {
        shops = List.copyOf(shops);
    }

    /** A free port and no limit. */
    public static TaobaoSettings of(Seller... shops) {
        return new TaobaoSettings(List.of(shops), 0, 0);
    }
}
