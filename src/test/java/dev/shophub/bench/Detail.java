package dev.shophub.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer of {@code taobao.trade.fullinfo.get}, about 3.2 KB, made by filling places of a prepared text: the server must
 * cost as little as possible.
 */
final class Detail {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.ofHours(8));

    /** Placeholders have the length of what replaces them; amounts are padded outside of their quotes. */
    private static final String TID = "<--------tid------>";

    private static final String OID = "<-------oid-%d----->";
    private static final String BUYER = "<-------buyer------>";
    private static final String CREATED = "<-----created----->";
    private static final String PAID = "<-------paid------>";
    private static final String MODIFIED = "<-----modified---->";
    private static final String TOTAL = "<--total->";
    private static final String GOODS = "<--goods->";
    private static final String PRICE = "<-price-%d>";
    private static final String PIECES = "<%d>";
    private static final String CODE = "<code%d>";

    private static final Map<Integer, Detail> PREPARED = prepared();

    private final byte[] text;
    private final Map<String, List<Integer>> places = new HashMap<>();

    private Detail(int lines, int version) {
        var plain = text(lines, version);
        text = plain.getBytes(StandardCharsets.UTF_8);
        // one char a byte, so that places in the text are places in the bytes
        var bytes = new String(text, StandardCharsets.ISO_8859_1);
        for (var mark : List.of(TID, BUYER, CREATED, PAID, MODIFIED, TOTAL, GOODS)) {
            places.put(mark, find(bytes, mark));
        }
        for (int line = 0; line < lines; line++) {
            for (var mark : List.of(OID, PRICE, PIECES, CODE)) {
                places.put(mark.formatted(line), find(bytes, mark.formatted(line)));
            }
        }
    }

    private static Map<Integer, Detail> prepared() {
        var all = new HashMap<Integer, Detail>();
        for (int lines = 1; lines <= 3; lines++) {
            for (int version = 1; version <= 2; version++) {
                all.put(lines * 10 + version, new Detail(lines, version));
            }
        }
        return all;
    }

    /**
     * The answer as bytes.
     *
     * @param created seconds since 1970
     * @param modified likewise
     */
    static byte[] of(Trade trade, long tid, long created, long modified) {
        var detail = PREPARED.get(trade.lines() * 10 + trade.version());
        var out = detail.text.clone();
        detail.fill(out, TID, Long.toString(tid));
        detail.fill(out, BUYER, "AAG%017d".formatted(trade.buyer()));
        detail.fill(out, CREATED, time(created));
        detail.fill(out, PAID, time(created + 40));
        detail.fill(out, MODIFIED, time(modified));
        detail.fill(out, TOTAL, amount(trade.totalCents()));
        detail.fill(out, GOODS, amount(trade.goodsCents()));
        for (int line = 0; line < trade.lines(); line++) {
            detail.fill(out, OID.formatted(line), Long.toString(oid(tid, line)));
            detail.fill(out, PRICE.formatted(line), amount(trade.cents(line)));
            detail.fill(out, PIECES.formatted(line), "%3d".formatted(trade.pieces(line)));
            detail.fill(out, CODE.formatted(line), trade.code(line));
        }
        return out;
    }

    /** Of a line, from 0. */
    static long oid(long tid, int line) {
        return 4_000_000_000_000_000_000L + tid % 10_000_000_000_000_000L * 10 + line;
    }

    static String time(long second) {
        return TIME.format(Instant.ofEpochSecond(second));
    }

    private static String amount(long cents) {
        return "%10s".formatted("\"" + cents / 100 + "." + "%02d".formatted(cents % 100) + "\"");
    }

    private void fill(byte[] out, String mark, String value) {
        var bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length != mark.length()) {
            throw new IllegalStateException(value + " does not fill " + mark);
        }
        for (var place : places.get(mark)) {
            System.arraycopy(bytes, 0, out, place, bytes.length);
        }
    }

    private static List<Integer> find(String text, String mark) {
        var found = new ArrayList<Integer>();
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
            found.add(at);
        }
        return found;
    }

    private static String text(int lines, int version) {
        var status = version == 1 ? "WAIT_SELLER_SEND_GOODS" : "WAIT_BUYER_CONFIRM_GOODS";
        var items = new ArrayList<String>();
        for (int line = 0; line < lines; line++) {
            items.add(
                    """
                    {"oid":%s,"num_iid":6000000000000000%d1,"sku_id":"490000000000000000%d","outer_iid":"SPU-40%d",\
                    "outer_sku_id":"%s","title":"手工粗陶马克杯 大容量 办公室家用 复古窑变釉 情侣对杯 礼盒装 可定制刻字 送勺子 第%d款",\
                    "sku_properties_name":"颜色分类:窑变青（礼盒装）;容量:401ml-500ml;适用场景:送礼","num":%s,"price":%s,\
                    "total_fee":"0.00","payment":"0.00","discount_fee":"0.00","adjust_fee":"0.00","divide_order_fee":"88.00",\
                    "part_mjz_discount":"0.00","status":"%s","refund_status":"NO_REFUND","cid":50012345,\
                    "pic_path":"https://img.alicdn.example/bao/uploaded/i4/2200612345678/O1CN01aBcDeFgHiJkLmNoP_!!2200612345678.jpg",\
                    "snapshot_url":"r:3028689418086124000_%d","seller_type":"C","buyer_rate":false,"seller_rate":false,\
                    "is_oversold":false,"is_service_order":false,"order_from":"WAP,WAP","logistics_company":"",\
                    "estimate_con_time":"卖家承诺二十四小时内发货，节假日顺延","store_code":"","is_daixiao":false}"""
                            .formatted(
                                    OID.formatted(line),
                                    line,
                                    line,
                                    line,
                                    CODE.formatted(line),
                                    line,
                                    PIECES.formatted(line),
                                    PRICE.formatted(line),
                                    status,
                                    line));
        }
        return """
                {"trade_fullinfo_get_response":{"trade":{"tid":%1$s,"tid_str":"%1$s","status":"%2$s","type":"fixed",\
                "title":"示例旗舰店","created":"%3$s","modified":"%4$s","pay_time":"%5$s",%6$s"payment":%7$s,"total_fee":%8$s,\
                "post_fee":"10.00","discount_fee":"5.00","adjust_fee":"0.00","received_payment":"0.00","point_fee":0,\
                "real_point_fee":0,"buyer_obtain_point_fee":0,"buyer_nick":"示**家","buyer_open_uid":"%9$s",\
                "receiver_name":"示**","receiver_state":"浙江省","receiver_city":"杭州市","receiver_district":"余杭区",\
                "receiver_town":"某某街道","receiver_address":"示**路***号***小区***幢***单元***室","receiver_zip":"311100",\
                "receiver_mobile":"138****0000","oaid":"1zaExampleOaid000exampleOaid000exampleOaid000exampleOaid%9$s",\
                "buyer_message":"麻烦包装得结实一些，送人用的，里面放一张写着生日快乐的卡片，谢谢店家","seller_memo":"老客户，发顺丰，随包裹赠送勺子一把","seller_flag":3,\
                "shipping_type":"express","trade_from":"WAP,WAP","buyer_rate":false,"seller_rate":false,"can_rate":false,\
                "has_post_fee":true,"is_lgtype":false,"is_force_wlb":false,"is_brand_sale":false,"is_daixiao":false,\
                "alipay_no":"2026112322001100000000000000","commission_fee":"0.00","available_confirm_fee":"0.00",\
                "credit_card_fee":"0.00","step_trade_status":"","step_paid_fee":"","new_presell":false,\
                "promotion_details":{"promotion_detail":[{"discount_fee":"5.00","promotion_name":"店铺优惠券","promotion_desc":"满一百减五元",\
                "id":%1$s,"promotion_id":"shopbonus-1000000000_2000000000"}]},"orders":{"order":[%10$s]}},\
                "request_id":"16q9z2example"}}"""
                .formatted(
                        TID,
                        status,
                        CREATED,
                        MODIFIED,
                        PAID,
                        version == 1 ? "" : "\"consign_time\":\"" + MODIFIED + "\",",
                        TOTAL,
                        GOODS,
                        BUYER,
                        String.join(",", items));
    }
}
