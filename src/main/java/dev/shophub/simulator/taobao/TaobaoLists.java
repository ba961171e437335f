package dev.shophub.simulator.taobao;

import dev.shophub.simulator.stage.Paging;
import dev.shophub.simulator.stage.Slice;
import dev.shophub.simulator.taobao.TaobaoRows.By;
import dev.shophub.simulator.taobao.TaobaoRows.Filter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the lists of trades and refunds have in common. */
final class TaobaoLists {

    /** The trade types that {@code taobao.trades.sold.*} shows unless told otherwise. */
    static final String TRADE_TYPES = "guarantee_trade,auto_delivery,ec,cod,step";

    /** The trade types whose refunds are shown unless told otherwise: neither cash on delivery nor pre-sale. */
    static final String REFUND_TYPES = "guarantee_trade,auto_delivery";

    private static final int PAGE_SIZE = 40;
    private static final int LARGEST_PAGE = 100;

    private static final Set<String> TYPES = Set.of(
            "fixed",
            "auction",
            "guarantee_trade",
            "step",
            "independent_simple_trade",
            "independent_shop_trade",
            "auto_delivery",
            "ec",
            "cod",
            "game_equipment",
            "shopex_trade",
            "netcn_trade",
            "external_trade",
            "instant_trade",
            "b2c_cod",
            "hotel_trade",
            "super_market_trade",
            "super_market_cod_trade",
            "taohua",
            "waimai",
            "o2o_offlinetrade",
            "nopaid",
            "pre_auth_type",
            "fenxiao",
            "eticket",
            "tmall_i18n");

    private static final Map<String, String> KIND_OF_TYPE = Map.of(
            "fixed",
            "fixed",
            "guarantee_trade",
            "fixed",
            "auto_delivery",
            "fixed",
            "ec",
            "fixed",
            "cod",
            "cod",
            "step",
            "step");

    private static final Set<String> TRADE_STATUSES = Set.of(
            "TRADE_NO_CREATE_PAY",
            "WAIT_BUYER_PAY",
            "PAY_PENDING",
            "WAIT_PRE_AUTH_CONFIRM",
            "PAID_FORBID_CONSIGN",
            "WAIT_SELLER_SEND_GOODS",
            "SELLER_CONSIGNED_PART",
            "WAIT_BUYER_CONFIRM_GOODS",
            "TRADE_BUYER_SIGNED",
            "TRADE_FINISHED",
            "TRADE_CLOSED",
            "TRADE_CLOSED_BY_TAOBAO",
            "ALL_WAIT_PAY",
            "ALL_CLOSED");

    private static final Set<String> REFUND_STATUSES = Set.of(
            "WAIT_SELLER_AGREE",
            "WAIT_BUYER_RETURN_GOODS",
            "WAIT_SELLER_CONFIRM_GOODS",
            "SELLER_REFUSE_BUYER",
            "WAIT_SELLER_CONSIGN_GOOGDS",
            "EXCHANGE_WAIT_BUYER_CONFIRM_GOODS",
            "CLOSED",
            "SUCCESS");

    private TaobaoLists() {}

    static Filter filter(TaobaoCall call, By by, Instant from, Instant to, String types) {
        return new Filter(
                call.key(),
                by,
                from,
                to,
                TaobaoTime.oldestShown(call.clock()),
                kinds(call, types),
                call.oneOf("status", TRADE_STATUSES)
                        .map(TaobaoLists::spelledOut)
                        .orElse(Set.of()),
                call.text("buyer_nick"));
    }

    static Filter refundFilter(TaobaoCall call, Instant from, Instant to) {
        return new Filter(
                call.key(),
                By.MODIFIED,
                from,
                to,
                Instant.EPOCH,
                kinds(call, REFUND_TYPES),
                call.oneOf("status", REFUND_STATUSES).map(Set::of).orElse(Set.of()),
                call.text("buyer_nick"));
    }

    static Paging paging(TaobaoCall call) {
        return paging(call, Integer.MAX_VALUE, LARGEST_PAGE);
    }

    static Paging paging(TaobaoCall call, int lastPage, int largestPage) {
        return new Paging(
                call.integer("page_no", 1, lastPage, 1),
                call.integer("page_size", 1, largestPage, PAGE_SIZE),
                !call.flag("use_has_next"));
    }

    static void inOrder(Instant from, Instant to, String end) {
        if (to.isBefore(from)) {
            throw TaobaoRefusal.invalid(end, "before the start");
        }
    }

    /** The platform's second that a change made now is stamped with. */
    static Instant now(TaobaoCall call) {
        return call.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** How many there are in all, or whether more follow: never both. */
    static TaobaoRecord answer(Slice<?> page) {
        var answer = TaobaoRecord.whole();
        return page.total()
                .map(total -> answer.number("total_results", total))
                .orElseGet(() -> answer.flag("has_next", page.more()));
    }

    private static Set<String> kinds(TaobaoCall call, String types) {
        var asked = Arrays.stream(call.text("type").orElse(types).split(","))
                .map(String::strip)
                .collect(Collectors.toSet());
        if (!TYPES.containsAll(asked)) {
            throw TaobaoRefusal.invalid("type", "not one of its words");
        }
        var kinds = asked.stream()
                .flatMap(type -> Stream.ofNullable(KIND_OF_TYPE.get(type)))
                .collect(Collectors.toCollection(HashSet::new));
        return kinds.isEmpty() ? Set.of("none") : kinds;
    }

    private static Set<String> spelledOut(String status) {
        return switch (status) {
            case "ALL_WAIT_PAY" -> Set.of("WAIT_BUYER_PAY", "TRADE_NO_CREATE_PAY");
            case "ALL_CLOSED" -> Set.of("TRADE_CLOSED", "TRADE_CLOSED_BY_TAOBAO");
            default -> Set.of(status);
        };
    }
}
