package dev.shophub.simulator.taobao;

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

/** The demo's shop on Taobao. Its key and secret are known to everybody: they open nothing but this computer's simulators. */
public final class TaobaoPlayed implements PlayedPlatform {

    private static final TradeShop SHOP = new TradeShop(
            new ShopKey("taobao-demo"), "青木家居旗舰店", ZoneId.of("Asia/Shanghai"), Currency.getInstance("CNY"));
    private static final Seller SELLER = new Seller(
            SHOP.key(), "23000001", "demo-secret-of-the-simulated-application", SHOP.title(), 2_200_000_000_001L);

    /** 生意参谋 and 万相台. */
    private static final ConsoleWords CONSOLE = new ConsoleWords(
            "生意参谋",
            "统计日期",
            "访客数",
            "浏览量",
            "商品加购人数",
            "商品收藏人数",
            "支付买家数",
            "支付父订单数",
            "支付件数",
            "支付金额",
            "支付转化率",
            List.of("一级来源", "二级来源"),
            List.of(
                    Map.entry("手淘搜索", "平台流量"),
                    Map.entry("手淘推荐", "平台流量"),
                    Map.entry("万相台", "广告流量"),
                    Map.entry("我的淘宝", "店铺自有"),
                    Map.entry("短视频", "内容")),
            Map.of("流量载体", "全店流量"),
            "汇总",
            List.of("统计日期", "商品ID", "商品名称", "商品访客数", "商品浏览量", "支付买家数", "支付件数", "支付金额", "商品支付转化率"),
            "万相台");

    @Override
    public String name() {
        return "taobao";
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
        return TaobaoTime.oldestShown(now);
    }

    @Override
    public Playing play(State world, int port, Runnable catchUp) {
        var simulator = new TaobaoSimulator(world, new TaobaoSettings(List.of(SELLER), port, 0), catchUp);
        return new Playing(
                simulator.uri(),
                simulator.gateway(),
                settings(simulator),
                SELLER,
                simulator.issueToken(SHOP.key()),
                simulator.faults(),
                simulator::close);
    }

    /** This computer's platform has no quota worth saving, and what buyers add to their reviews is to be seen within minutes. */
    private static Map<String, String> settings(TaobaoSimulator simulator) {
        return Map.of(
                "app-key", SELLER.appKey(),
                "app-secret", SELLER.appSecret(),
                "oauth-url", simulator.uri().toString(),
                "requests-per-second", "1000",
                "tmall-feeds", "true",
                "tmall-disputes", "true",
                "review-sweep-depth", "2d",
                "review-sweep-every", "10m");
    }
}
