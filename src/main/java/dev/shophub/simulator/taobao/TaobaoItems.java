package dev.shophub.simulator.taobao;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.stage.Slice;
import dev.shophub.simulator.taobao.TaobaoRows.Item;
import dev.shophub.simulator.taobao.TaobaoRows.ItemFilter;
import dev.shophub.simulator.taobao.TaobaoRows.Sku;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The reading methods about items and their SKUs (fact sheet, sections 7.1 and 7.2). */
final class TaobaoItems {

    private static final int LARGEST_PAGE = 200;
    private static final int DEEPEST_ROW = 20_000;
    private static final int DEEPEST_INVENTORY_PAGE = 101;
    private static final int MOST_ITEMS = 20;

    private static final Map<String, String> ORDERS = Map.of(
            "list_time", "i.created_at",
            "delist_time", "i.created_at",
            "num", "num",
            "modified", "i.modified_at",
            "sold_quantity", "i.item_id");

    private static final Set<String> BANNERS =
            Set.of("for_shelved", "regular_shelved", "never_on_shelf", "off_shelf", "sold_out", "violation_off_shelf");

    private final TaobaoItemState state;

    TaobaoItems(TaobaoItemState state) {
        this.state = state;
    }

    TaobaoRecord onsaleGet(TaobaoCall call) {
        var fields = call.fields();
        var paging = TaobaoLists.paging(call, Integer.MAX_VALUE, LARGEST_PAGE);
        if ((long) paging.number() * paging.size() > DEEPEST_ROW) {
            throw TaobaoRefusal.invalid("page_no", "page_no * page_size beyond " + DEEPEST_ROW);
        }
        var page = state.items(filter(call, true, Optional.empty()), paging);
        return answer(page, fields, call.shop());
    }

    /** An item down with stock counts as taken off the shelf, one without as sold out; the other banners are empty. */
    TaobaoRecord inventoryGet(TaobaoCall call) {
        var fields = call.fields();
        var paging = TaobaoLists.paging(call, DEEPEST_INVENTORY_PAGE, LARGEST_PAGE);
        Slice<Item> page =
                switch (call.oneOf("banner", BANNERS).orElse("for_shelved")) {
                    case "for_shelved", "off_shelf" -> state.items(filter(call, false, Optional.of(true)), paging);
                    case "sold_out" -> state.items(filter(call, false, Optional.of(false)), paging);
                    default -> new Slice<>(List.of(), false, Optional.of(0L));
                };
        return answer(page, fields, call.shop());
    }

    TaobaoRecord sellerListGet(TaobaoCall call) {
        var fields = call.fields();
        var items = state.items(call.key(), call.requiredNumbers("num_iids", MOST_ITEMS));
        var skus = skusOf(call, items, fields);
        return TaobaoRecord.whole()
                .list(
                        "items",
                        "item",
                        items.stream()
                                .map(item -> item(item, skus.getOrDefault(item.id(), List.of()), fields, call.shop()))
                                .toList());
    }

    TaobaoRecord sellerGet(TaobaoCall call) {
        var fields = call.fields();
        var items = state.items(call.key(), List.of(call.requiredNumber("num_iid")));
        var item = items.stream().findFirst().orElseThrow(TaobaoItems::notThere);
        var skus = skusOf(call, items, fields).getOrDefault(item.id(), List.of());
        return TaobaoRecord.whole().record("item", item(item, skus, fields, call.shop()));
    }

    TaobaoRecord skusGet(TaobaoCall call) {
        return skus(
                state.skus(call.key(), call.requiredNumbers("num_iids", MOST_ITEMS)).stream()
                        .filter(sku -> sku.id() != 0)
                        .toList(),
                call.fields());
    }

    TaobaoRecord skusCustomGet(TaobaoCall call) {
        return skus(state.skus(call.key(), call.required("outer_id")), call.fields());
    }

    static TaobaoRefusal notThere() {
        return TaobaoRefusal.remote("isv.item-not-exist", "The item does not exist");
    }

    private Map<Long, List<Sku>> skusOf(TaobaoCall call, List<Item> items, Set<String> fields) {
        if (items.isEmpty() || !TaobaoRecord.anyOf(fields, "skus") && !TaobaoRecord.anyOf(fields, "sku")) {
            return new HashMap<>();
        }
        return state.skus(call.key(), items.stream().map(Item::id).toList()).stream()
                .filter(sku -> sku.id() != 0)
                .collect(Collectors.groupingBy(Sku::item));
    }

    private static TaobaoRecord skus(List<Sku> skus, Set<String> fields) {
        return TaobaoRecord.whole()
                .list(
                        "skus",
                        "sku",
                        skus.stream()
                                .map(sku -> sku(TaobaoRecord.of(fields), sku))
                                .toList());
    }

    private static ItemFilter filter(TaobaoCall call, boolean up, Optional<Boolean> stocked) {
        return new ItemFilter(
                call.key(),
                up,
                stocked,
                call.text("q"),
                call.time("start_modified"),
                call.time("end_modified"),
                order(call.text("order_by").orElse("list_time:desc")));
    }

    private static String order(String asked) {
        var parts = asked.split(":", 2);
        var column = ORDERS.get(parts[0]);
        var direction = parts.length == 1 ? "desc" : parts[1];
        if (column == null || !Set.of("asc", "desc").contains(direction)) {
            throw TaobaoRefusal.invalid("order_by", "column:asc or column:desc");
        }
        return column + " " + direction;
    }

    private static TaobaoRecord answer(Slice<Item> page, Set<String> fields, Seller shop) {
        var answer = TaobaoRecord.whole();
        page.total().ifPresent(total -> answer.number("total_results", total));
        return answer.list(
                "items",
                "item",
                page.rows().stream()
                        .map(item -> item(item, List.of(), fields, shop))
                        .toList());
    }

    private static ObjectNode item(Item item, List<Sku> skus, Set<String> fields, Seller shop) {
        var part = fields.contains("sku") ? "sku" : "skus";
        return TaobaoRecord.of(fields)
                .number("num_iid", item.id())
                .text("title", item.title())
                .text("nick", shop.nick())
                .text("type", "fixed")
                .text("outer_id", item.code())
                .money("price", item.price())
                .number("num", item.quantity())
                .text("approve_status", item.up() ? "onsale" : "instock")
                .time("list_time", item.created())
                .time("created", item.created())
                .time("modified", item.modified())
                .list(
                        "skus",
                        "sku",
                        skus.stream()
                                .map(sku -> sku(TaobaoRecord.part(fields, part), sku))
                                .toList())
                .node();
    }

    /** The platform's own numbers for a variant's properties; here the SKU's number stands for the value. */
    static String properties(Sku sku) {
        return "1627207:" + sku.id();
    }

    static ObjectNode sku(TaobaoRecord record, Sku sku) {
        return record.number("sku_id", sku.id())
                .number("num_iid", sku.item())
                .text("outer_id", sku.code())
                .text("properties", properties(sku))
                .text("properties_name", sku.name())
                .money("price", sku.price())
                .number("quantity", sku.quantity())
                .number("with_hold_quantity", 0)
                .time("created", sku.created())
                .time("modified", sku.modified())
                .node();
    }
}
