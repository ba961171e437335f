package dev.shophub.bench;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The platform: checks every signature and answers lists, details, items and reviews of shops from memory. */
final class PlatformDesk {

    /** The one item that every shop offers. */
    static final String ITEM = "6100000000000000001";

    static final String ITEM_CODE = "SKU-0001";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final String LONG_AGO = "2026-01-05 10:00:00";

    private final List<Shelf> shelves;
    private final Happenings happenings;
    private final Clock clock;
    private final List<Review> reviews = new CopyOnWriteArrayList<>();

    private record Review(int shop, long oid, String created) {}

    /** An answer, and what has happened once its last byte is sent. */
    record Answer(int status, byte[] body, List<String> happened) {}

    PlatformDesk(int shops, Happenings happenings, Clock clock) {
        this.happenings = happenings;
        this.clock = clock;
        var all = new ArrayList<Shelf>();
        for (int index = 0; index < shops; index++) {
            all.add(new Shelf(index));
        }
        this.shelves = List.copyOf(all);
    }

    Shelf shelf(int shop) {
        return shelves.get(shop);
    }

    void review(int shop, long oid) {
        reviews.add(new Review(shop, oid, Detail.time(clock.instant().getEpochSecond())));
    }

    static String session(int shop) {
        return "session-" + shop;
    }

    Answer answer(byte[] form) {
        var sent = read(form);
        var sign = sent.remove("sign");
        if (sign == null || !sign.equals(Signature.of(sent))) {
            return error(25, "Invalid signature");
        }
        int shop = Integer.parseInt(sent.get("session").substring("session-".length()));
        var shelf = shelves.get(shop);
        shelf.await(happenings);
        var method = sent.get("method");
        return switch (method) {
            case "taobao.trade.fullinfo.get" -> {
                long tid = Long.parseLong(sent.get("tid"));
                yield new Answer(200, shelf.detail(tid), List.of(Happenings.DETAIL + tid));
            }
            case "taobao.trades.sold.increment.get" -> shelf.closed
                    ? new Answer(429, new byte[0], List.of())
                    : list(shop, "trades_sold_increment_get_response", page(shelf, false, sent, "modified"));
            case "taobao.trades.sold.get" -> list(shop, "trades_sold_get_response", page(shelf, true, sent, "created"));
            case "taobao.traderates.get" -> reviews(shop, sent);
            case "taobao.items.onsale.get" -> text(
                    "items_onsale_get_response",
                    "{\"total_results\":1,\"items\":{\"item\":[{\"num_iid\":" + ITEM + ",\"modified\":\"" + LONG_AGO
                            + "\"}]}}");
            case "taobao.items.inventory.get" -> text("items_inventory_get_response", "{\"total_results\":0}");
            case "taobao.items.seller.list.get" -> text(
                    "items_seller_list_get_response",
                    "{\"items\":{\"item\":[{\"num_iid\":" + ITEM
                            + ",\"title\":\"手工粗陶马克杯\",\"approve_status\":\"onsale\",\"num\":1000000,\"price\":\"60.00\",\"modified\":\""
                            + LONG_AGO + "\",\"outer_id\":\"" + ITEM_CODE + "\"}]}}");
            case "taobao.item.quantity.update" -> {
                happenings.now("push/" + shop + "/" + sent.get("quantity"));
                yield text("item_quantity_update_response", "{\"item\":{\"num_iid\":" + ITEM + "}}");
            }
            default -> error(22, "Invalid method");
        };
    }

    /** With rows in it, it begins the reading of a backlog. */
    private Answer list(int shop, String root, String page) {
        var begins = page.contains("\"tid\"")
                ? List.of("begin/" + shop + "/" + shelves.get(shop).backlogs())
                : List.<String>of();
        return new Answer(200, text(root, page).body(), begins);
    }

    private static String page(Shelf shelf, boolean past, Map<String, String> sent, String span) {
        return shelf.page(
                past,
                second(sent.get("start_" + span)),
                second(sent.get("end_" + span)),
                Integer.parseInt(sent.get("page_no")),
                Integer.parseInt(sent.get("page_size")));
    }

    private Answer reviews(int shop, Map<String, String> sent) {
        var rows = new ArrayList<String>();
        var happened = new ArrayList<String>();
        for (var review : reviews) {
            long written = second(review.created());
            if (review.shop() == shop
                    && written >= second(sent.get("start_date"))
                    && written <= second(sent.get("end_date"))) {
                happened.add("review/" + shop + "/" + review.oid());
                rows.add(
                        ("{\"tid\":%d,\"oid\":%d,\"num_iid\":%s,\"role\":\"buyer\",\"nick\":\"示**家\",\"result\":\"bad\","
                                        + "\"created\":\"%s\",\"rated_nick\":\"示例旗舰店\",\"item_title\":\"手工粗陶马克杯\",\"item_price\":60.0,"
                                        + "\"content\":\"收到就起火了，太危险\",\"valid_score\":true}")
                                .formatted(review.oid() - 1, review.oid(), ITEM, review.created()));
            }
        }
        var answer = text(
                "traderates_get_response",
                "{\"total_results\":" + rows.size() + ",\"has_next\":false,\"trade_rates\":{\"trade_rate\":["
                        + String.join(",", rows) + "]}}");
        return new Answer(200, answer.body(), happened);
    }

    private static Answer text(String root, String content) {
        return new Answer(200, ("{\"" + root + "\":" + content + "}").getBytes(StandardCharsets.UTF_8), List.of());
    }

    private static Answer error(int code, String words) {
        return new Answer(
                200,
                ("{\"error_response\":{\"code\":" + code + ",\"msg\":\"" + words + "\"}}")
                        .getBytes(StandardCharsets.UTF_8),
                List.of());
    }

    private static long second(String time) {
        return LocalDateTime.parse(time, TIME).toEpochSecond(ZoneOffset.ofHours(8));
    }

    private static TreeMap<String, String> read(byte[] form) {
        var sent = new TreeMap<String, String>();
        for (var pair : new String(form, StandardCharsets.US_ASCII).split("&")) {
            int equals = pair.indexOf('=');
            sent.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return sent;
    }
}
