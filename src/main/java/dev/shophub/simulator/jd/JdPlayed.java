package dev.shophub.simulator.jd;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.ConsoleWords;
import dev.shophub.simulator.stage.PlayedPlatform;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.trade.TradeShop;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The demo's shop on JD. Its key and secret are known to everybody: they open nothing but this computer's simulators. */
public final class JdPlayed implements PlayedPlatform {

    private static final TradeShop SHOP =
            new TradeShop(new ShopKey("jd-demo"), "青木家居官方旗舰店", ZoneId.of("Asia/Shanghai"), Currency.getInstance("CNY"));
    private static final Seller SELLER = new Seller(
            SHOP.key(),
            "0D0CAFE0000000000000000000000001",
            "demo-secret-of-the-simulated-application",
            SHOP.title(),
            10_268_001L);

    /** 京东商智 and 京东快车; items are exported by SKU, which is not played. */
    private static final ConsoleWords CONSOLE = new ConsoleWords(
            "商智",
            "日期",
            "访客数(UV)",
            "浏览量(PV)",
            "加购客户数",
            "关注客户数",
            "成交客户数",
            "成交单量",
            "成交商品件数",
            "成交金额",
            "成交转化率",
            List.of("一级渠道", "二级渠道"),
            List.of(Map.entry("搜索", "免费"), Map.entry("推荐", "免费"), Map.entry("快车", "付费"), Map.entry("购物车", "自主访问")),
            Map.of(),
            "汇总",
            List.of(),
            "京东快车");

    @Override
    public String name() {
        return "jd";
    }

    @Override
    public TradeShop shop() {
        return SHOP;
    }

    @Override
    public Optional<ConsoleWords> console() {
        return Optional.of(CONSOLE);
    }

    @Override
    public Instant showsOrdersSince(Instant now) {
        return JdTime.oldestShown(now);
    }

    @Override
    public Playing play(State world, int port, Runnable catchUp) {
        var simulator = new JdSimulator(world, new JdSettings(List.of(SELLER), port), catchUp);
        return new Playing(
                simulator.uri(),
                simulator.gateway(),
                settings(simulator),
                SELLER,
                simulator.issueToken(SHOP.key()),
                simulator.faults(),
                simulator::close);
    }

    /** This computer's platform has no quota worth saving, and shows unpaid orders as the others do. */
    private static Map<String, String> settings(JdSimulator simulator) {
        return Map.of(
                "app-key", SELLER.appKey(),
                "app-secret", SELLER.appSecret(),
                "oauth-url", simulator.uri().toString(),
                "requests-per-second", "1000",
                "detail-parallelism", "8",
                "unpaid-orders", "true",
                "refund-sweep-depth", "2d",
                "refund-sweep-every", "10m",
                "review-sweep-depth", "2d",
                "review-sweep-every", "10m");
    }
}
