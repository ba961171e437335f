package dev.shophub.simulator.taobao;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the simulated platform tells of a shop's trade, over real HTTP. */
class TaobaoSimulatorIT {

    private static final Instant NOON = TaobaoWorld.START;
    private static final long ITEM = 600000000000000001L;

    private static TaobaoWorld world;

    private TaobaoClient client;

    @BeforeAll
    static void open() {
        world = new TaobaoWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void reset() {
        world.reset();
        client = world.client();
    }

    @Test
    void listsOrdersNewestFirstWithTheFieldsAskedForAndNoOthers() {
        world.order(3000000000000000001L, "PAID", NOON.minusSeconds(900), NOON.minusSeconds(600));
        world.order(3000000000000000002L, "SHIPPED", NOON.minusSeconds(900), NOON.minusSeconds(300));
        world.order(3000000000000000003L, "planned", NOON.minusSeconds(900), NOON.minusSeconds(300));

        var answer = client.call(
                "taobao.trades.sold.increment.get",
                "fields",
                "tid,tid_str,status,modified,buyer_message,nonsense",
                "start_modified",
                "2024-05-20 11:00:00",
                "end_modified",
                "2024-05-20 12:00:00");

        assertThat(answer.path("total_results").asInt()).isEqualTo(2);
        assertThat(answer.has("has_next")).isFalse();
        assertThat(answer.at("/trades/trade").toString())
                .isEqualTo("[{\"tid\":3000000000000000002,\"tid_str\":\"3000000000000000002\","
                        + "\"status\":\"WAIT_BUYER_CONFIRM_GOODS\",\"modified\":\"2024-05-20 11:55:00\"},"
                        + "{\"tid\":3000000000000000001,\"tid_str\":\"3000000000000000001\","
                        + "\"status\":\"WAIT_SELLER_SEND_GOODS\",\"modified\":\"2024-05-20 11:50:00\"}]");
    }

    @Test
    void pagesWithHasNextInsteadOfATotal() {
        for (var number = 1; number <= 5; number++) {
            world.order(number, "PAID", NOON.minusSeconds(900), NOON.minusSeconds(600 - number));
        }

        var first = page(1, "true");
        var last = page(3, "true");

        assertThat(tids(first)).containsExactly(5L, 4L);
        assertThat(first.path("has_next").asBoolean()).isTrue();
        assertThat(first.has("total_results")).isFalse();
        assertThat(tids(last)).containsExactly(1L);
        assertThat(last.path("has_next").asBoolean()).isFalse();
        assertThat(page(1, "false").path("total_results").asInt()).isEqualTo(5);
    }

    @Test
    void leavesAnEmptyListOut() {
        assertThat(page(1, "true").has("trades")).isFalse();
        assertThat(page(1, "false").path("total_results").asInt()).isZero();
    }

    @Test
    void narrowsByStatusAndType() {
        world.order(1, "PAID", NOON.minusSeconds(900), NOON.minusSeconds(600));
        world.order(2, "CLOSED", NOON.minusSeconds(900), NOON.minusSeconds(500));
        world.order(3, "CLOSED_UNPAID", NOON.minusSeconds(900), NOON.minusSeconds(400));
        world.order(4, "UNPAID", "cod", "", NOON.minusSeconds(900), NOON.minusSeconds(300));

        assertThat(tids(increment("status", "WAIT_SELLER_SEND_GOODS"))).containsExactly(4L, 1L);
        assertThat(tids(increment("status", "ALL_CLOSED"))).containsExactly(3L, 2L);
        assertThat(tids(increment("type", "cod"))).containsExactly(4L);
        assertThat(tids(increment("type", "fenxiao"))).isEmpty();
    }

    @Test
    void showsOnlyOrdersCreatedSinceMidnightThreeMonthsAgo() {
        var midnight = Instant.parse("2024-02-19T16:00:00Z");
        world.order(1, "COMPLETED", midnight.minusSeconds(1), NOON.minusSeconds(600));
        world.order(2, "COMPLETED", midnight, NOON.minusSeconds(600));

        assertThat(tids(increment("status", "TRADE_FINISHED"))).containsExactly(2L);
        assertThat(tids(client.call("taobao.trades.sold.get", "fields", "tid"))).containsExactly(2L);
    }

    @Test
    void tellsAnOrderWhole() {
        world.item(ITEM, "LAMP", true);
        world.order(3000000000000000009L, "PAID", "fixed", "", NOON.minusSeconds(900), NOON.minusSeconds(600));
        world.line(3000000000000000009L, 3000000000000000010L, 1, 71, "LAMP-W", "10.00", 1, "PAID");
        world.line(3000000000000000009L, 3000000000000000011L, 2, 0, "LAMP", "5.00", 2, "CLOSED");
        world.review(3000000000000000011L, "bad", "烫手", NOON);

        var trade = client.call(
                        "taobao.trade.fullinfo.get",
                        "fields",
                        "tid,created,status,payment,post_fee,discount_fee,buyer_nick,buyer_open_uid,receiver_name,"
                                + "receiver_mobile,receiver_address,receiver_city,oaid,buyer_message,seller_memo,"
                                + "seller_flag,orders,title,num,promotion_details",
                        "tid",
                        "3000000000000000009")
                .path("trade");

        assertThat(trade.path("status").asText()).isEqualTo("WAIT_SELLER_SEND_GOODS");
        assertThat(trade.path("payment").asText()).isEqualTo("23.00");
        assertThat(trade.path("buyer_nick").asText()).isEqualTo("王**");
        assertThat(trade.path("buyer_open_uid").asText()).isEqualTo("AAFk01");
        assertThat(trade.path("receiver_name").asText()).isEqualTo("张**");
        assertThat(trade.path("receiver_mobile").asText()).isEqualTo("138****5678");
        assertThat(trade.path("receiver_address").asText()).matches("\\*+");
        assertThat(trade.path("oaid").asText()).isEqualTo("oaid-1");
        assertThat(trade.path("title").asText()).isEqualTo(TaobaoWorld.LAMPS.nick());
        assertThat(trade.path("num").asInt()).isZero();
        assertThat(trade.at("/promotion_details/promotion_detail/0/discount_fee")
                        .asText())
                .isEqualTo("2.00");
        var lines = trade.at("/orders/order");
        assertThat(lines).hasSize(2);
        assertThat(lines.path(0).path("oid").isTextual()).isTrue();
        assertThat(lines.path(0).path("outer_sku_id").asText()).isEqualTo("LAMP-W");
        assertThat(lines.path(0).path("outer_iid").asText()).isEqualTo("LAMP");
        assertThat(lines.path(0).path("divide_order_fee").asText()).isEqualTo("8.00");
        assertThat(lines.path(0).path("part_mjz_discount").asText()).isEqualTo("2.00");
        assertThat(lines.path(1).has("sku_id")).isFalse();
        assertThat(lines.path(1).path("outer_iid").asText()).isEqualTo("LAMP");
        assertThat(lines.path(1).path("status").asText()).isEqualTo("TRADE_CLOSED");
        assertThat(lines.path(1).path("buyer_rate").asBoolean()).isTrue();
    }

    @Test
    void makesAnOaidOnlyWhereAllItsFieldsAreAskedFor() {
        world.order(7, "PAID", NOON.minusSeconds(900), NOON.minusSeconds(600));

        var trade = client.call(
                        "taobao.trade.fullinfo.get", "fields", "oaid,created,receiver_name,receiver_mobile", "tid", "7")
                .path("trade");

        assertThat(trade.has("oaid")).isFalse();
        assertThat(trade.has("buyer_open_uid")).isFalse();
    }

    @Test
    void knowsPreSaleAndCashOnDelivery() {
        world.order(1, "PAID", "step", "FRONT_PAID", NOON.minusSeconds(900), NOON.minusSeconds(600));
        world.order(2, "PAID", "step", "ALL_PAID", NOON.minusSeconds(900), NOON.minusSeconds(600));
        world.order(3, "COMPLETED", "cod", "", NOON.minusSeconds(900), NOON.minusSeconds(600));

        assertThat(detail(1).path("status").asText()).isEqualTo("WAIT_BUYER_PAY");
        assertThat(detail(1).path("step_trade_status").asText()).isEqualTo("FRONT_PAID_FINAL_NOPAID");
        assertThat(detail(1).path("step_paid_fee").asText()).isEqualTo("2.30");
        assertThat(detail(2).path("status").asText()).isEqualTo("WAIT_SELLER_SEND_GOODS");
        assertThat(detail(2).path("step_paid_fee").asText()).isEqualTo("23.00");
        assertThat(detail(3).path("status").asText()).isEqualTo("TRADE_BUYER_SIGNED");
        assertThat(detail(3).path("orders").isMissingNode()).isTrue();
    }

    @Test
    void listsAndTellsRefunds() {
        world.order(1, "PAID", NOON.minusSeconds(900), NOON.minusSeconds(600));
        world.order(2, "UNPAID", "cod", "", NOON.minusSeconds(900), NOON.minusSeconds(600));
        world.refund(91, 1, "WAIT_SELLER_AGREE", NOON.minusSeconds(60));
        world.refund(92, 2, "SUCCESS", NOON.minusSeconds(50));
        world.refund(93, 1, "planned", NOON.minusSeconds(50));
        var fields =
                "refund_id,tid,oid,status,refund_fee,payment,total_fee,modified,order_status,outer_id,has_good_return";

        var ofDefaultTypes = client.call("taobao.refunds.receive.get", "fields", fields, "use_has_next", "true");
        var ofAllTypes =
                client.call("taobao.refunds.receive.get", "fields", "refund_id", "type", "guarantee_trade,cod");
        var one = client.call("taobao.refund.get", "fields", fields, "refund_id", "91")
                .path("refund");

        assertThat(ofDefaultTypes.at("/refunds/refund")).hasSize(1);
        assertThat(ofDefaultTypes.at("/refunds/refund/0")).isEqualTo(one);
        assertThat(ofAllTypes.at("/refunds/refund/0/refund_id").asText()).isEqualTo("92");
        assertThat(ofAllTypes.path("total_results").asInt()).isEqualTo(2);
        assertThat(one.toString())
                .isEqualTo("{\"refund_id\":\"91\",\"tid\":1,\"oid\":1,\"status\":\"WAIT_SELLER_AGREE\","
                        + "\"order_status\":\"WAIT_SELLER_SEND_GOODS\",\"outer_id\":\"LAMP-A\","
                        + "\"modified\":\"2024-05-20 11:59:00\",\"refund_fee\":\"8.50\",\"payment\":\"9.50\","
                        + "\"total_fee\":\"20.00\",\"has_good_return\":false}");
    }

    @Test
    void listsItemsByShelf() {
        world.item(ITEM, "UP", true);
        world.sku(ITEM, 1, "UP-1", 4);
        world.sku(ITEM, 2, "UP-2", 5);
        world.item(ITEM + 1, "DOWN", false);
        world.sku(ITEM + 1, 0, "DOWN", 3);
        world.item(ITEM + 2, "GONE", false);
        world.sku(ITEM + 2, 0, "GONE", 0);

        var onSale = client.call("taobao.items.onsale.get", "fields", "num_iid,num,outer_id,approve_status");
        assertThat(onSale.path("total_results").asInt()).isEqualTo(1);
        assertThat(onSale.at("/items/item/0/num").asInt()).isEqualTo(9);
        assertThat(codes(inventory("for_shelved"))).containsExactly("DOWN");
        assertThat(codes(inventory("sold_out"))).containsExactly("GONE");
        assertThat(codes(inventory("violation_off_shelf"))).isEmpty();
        assertThat(client.call(
                                "taobao.items.seller.list.get",
                                "fields",
                                "num_iid,skus",
                                "num_iids",
                                ITEM + "," + (ITEM + 1))
                        .at("/items/item/0/skus/sku/1/quantity")
                        .asInt())
                .isEqualTo(5);
        assertThat(client.call("taobao.item.skus.get", "fields", "sku_id", "num_iids", ITEM + "," + (ITEM + 1))
                        .at("/skus/sku"))
                .hasSize(2);
        assertThat(client.call("taobao.skus.custom.get", "fields", "num_iid", "outer_id", "UP-2")
                        .at("/skus/sku/0/num_iid")
                        .asLong())
                .isEqualTo(ITEM);
    }

    @Test
    void setsAndMovesStock() {
        world.item(ITEM, "LAMP", true);
        world.sku(ITEM, 1, "LAMP-1", 4);
        world.sku(ITEM, 2, "LAMP-2", 5);
        var item = Long.toString(ITEM);

        var set = client.call("taobao.item.quantity.update", "num_iid", item, "sku_id", "1", "quantity", "9");
        var moved = client.call(
                "taobao.skus.quantity.update",
                "num_iid",
                item,
                "outerid_quantities",
                "LAMP-1:-2;LAMP-2:3",
                "type",
                "2");
        var below = client.call(
                "taobao.skus.quantity.update", "num_iid", item, "skuid_quantities", "1:1;2:-9", "type", "2");
        var total = client.call("taobao.item.quantity.update", "num_iid", item, "quantity", "3");

        assertThat(set.at("/item/num").asInt()).isEqualTo(14);
        assertThat(set.at("/item/modified").asText()).isEqualTo("2024-05-20 12:00:00");
        assertThat(moved.at("/item/skus/sku").findValuesAsText("quantity")).containsExactly("7", "8");
        assertThat(below.path("code").asInt()).isEqualTo(41);
        assertThat(total.path("code").asInt()).isEqualTo(41);
        assertThat(client.call("taobao.item.seller.get", "fields", "num,modified", "num_iid", item)
                        .path("item")
                        .toString())
                .isEqualTo("{\"num\":15,\"modified\":\"2024-05-20 12:00:00\"}");
    }

    @Test
    void takesDownAndPutsUp() {
        world.item(ITEM, "LAMP", true);
        world.sku(ITEM, 0, "LAMP", 4);
        var item = Long.toString(ITEM);

        client.call("taobao.item.update.delisting", "num_iid", item);
        assertThat(codes(inventory("off_shelf"))).containsExactly("LAMP");
        client.call("taobao.item.update.listing", "num_iid", item, "num", "6");

        assertThat(client.call("taobao.items.onsale.get", "fields", "num")
                        .at("/items/item/0/num")
                        .asInt())
                .isEqualTo(6);
        assertThat(client.call("taobao.item.update.delisting", "num_iid", "5")
                        .path("sub_code")
                        .asText())
                .isEqualTo("isv.item-not-exist");
    }

    @Test
    void tellsReviewsAndTakesAReply() {
        world.order(1, "COMPLETED", NOON.minusSeconds(900), NOON.minusSeconds(600));
        world.review(1, "bad", "坏了", NOON.minusSeconds(60));
        world.review(2, "good", "很好", NOON.minus(Duration.ofDays(181)));
        world.append(1, "还是坏的", NOON.minusSeconds(30));

        client.call("taobao.traderate.explain.add", "oid", "1", "reply", "抱歉");
        var rates = client.call(
                "taobao.traderates.get",
                "fields",
                "oid,result,content,reply,created,item_price,nick",
                "rate_type",
                "get",
                "role",
                "buyer");
        var feed = client.call("tmall.traderate.feeds.get", "child_trade_id", "1");

        assertThat(rates.at("/trade_rates/trade_rate").toString())
                .isEqualTo("[{\"oid\":1,\"nick\":\"王**\",\"result\":\"bad\",\"created\":\"2024-05-20 11:59:00\","
                        + "\"content\":\"坏了\",\"reply\":\"抱歉\",\"item_price\":\"20.00\"}]");
        assertThat(feed.at("/tmall_rate_info/append_content").asText()).isEqualTo("还是坏的");
        assertThat(client.call("taobao.traderates.get", "fields", "oid", "rate_type", "give", "role", "seller")
                        .path("total_results")
                        .asInt(1))
                .isZero();
    }

    @Test
    void dropsWrappersWhenAskedToSimplify() {
        world.order(1, "PAID", NOON.minusSeconds(900), NOON.minusSeconds(600));

        var answer = client.answer(TaobaoClient.signed(client.parameters(
                "taobao.trade.fullinfo.get", "fields", "tid,orders.oid", "tid", "1", "simplify", "true")));

        assertThat(answer.path("trade").toString()).isEqualTo("{\"tid\":1,\"orders\":[{\"oid\":\"1\"}]}");
    }

    private JsonNode detail(long tid) {
        return client.call(
                        "taobao.trade.fullinfo.get",
                        "fields",
                        "status,step_trade_status,step_paid_fee,orders",
                        "tid",
                        Long.toString(tid))
                .path("trade");
    }

    private JsonNode page(int number, String useHasNext) {
        return increment("page_no", Integer.toString(number), "page_size", "2", "use_has_next", useHasNext);
    }

    private JsonNode increment(String... more) {
        var parameters = new ArrayList<>(List.of(
                "fields", "tid", "start_modified", "2024-05-20 11:00:00", "end_modified", "2024-05-20 12:00:00"));
        parameters.addAll(List.of(more));
        return client.call("taobao.trades.sold.increment.get", parameters.toArray(String[]::new));
    }

    private JsonNode inventory(String banner) {
        return client.call("taobao.items.inventory.get", "fields", "outer_id", "banner", banner);
    }

    private static List<Long> tids(JsonNode answer) {
        return StreamSupport.stream(answer.at("/trades/trade").spliterator(), false)
                .map(trade -> trade.path("tid").asLong())
                .toList();
    }

    private static List<String> codes(JsonNode answer) {
        return answer.at("/items/item").findValuesAsText("outer_id");
    }
}
