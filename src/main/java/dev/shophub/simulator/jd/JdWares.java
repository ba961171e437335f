package dev.shophub.simulator.jd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.jd.JdRows.Sku;
import dev.shophub.simulator.jd.JdRows.Ware;
import dev.shophub.simulator.jd.JdRows.WareFilter;
import dev.shophub.simulator.stage.Paging;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The interfaces about items, SKUs, stock, price and shelf (fact sheet, sections 7.1 to 7.3). */
final class JdWares {

    private static final int LARGEST_PAGE = 50;
    private static final int MOST_WARES = 20;
    private static final int REACHABLE = 100_000;
    private static final long UP = 1;
    private static final long DOWN = 2;
    private static final String STATUS_UP = "8";
    private static final Set<String> STATUS_DOWN = Set.of("1", "2", "4");
    private static final String NO_SUCH_SKU = "10200002";

    private static final Map<String, String> ORDERS = Map.of(
            "wareId", "i.item_id",
            "onlineTime", "i.created_at",
            "offlineTime", "i.modified_at",
            "stockNum", "num",
            "jdPrice", "i.price",
            "modified", "i.modified_at");

    /** Told without being asked for. */
    private static final Set<String> BASIC =
            Set.of("wareId", "title", "wareStatus", "jdPrice", "outerId", "itemNum", "categoryId", "modified");

    private final JdWareState state;

    JdWares(JdWareState state) {
        this.state = state;
    }

    void offer(Map<String, JdMethod> methods) {
        methods.put("jingdong.ware.read.searchWare4Valid", this::wares);
        methods.put("jingdong.sku.read.searchSkuList", this::skus);
        methods.put("jingdong.stock.read.findSkuStock", this::stock);
        methods.put("jingdong.stock.write.updateSkuStock", this::setStock);
        methods.put("jingdong.ware.stock.sku.set", this::setStock);
        methods.put("jingdong.ware.write.upOrDown", this::shelf);
        methods.put("jingdong.price.write.updateSkuJdPrice", this::setPrice);
    }

    private ObjectNode wares(JdCall call) {
        var ids = call.numbers("wareId");
        if (ids.size() > MOST_WARES) {
            throw JdRefusal.parameter("wareId", "最多 " + MOST_WARES);
        }
        var paging = call.paging("pageNo", "pageSize", LARGEST_PAGE);
        if (paging.offset() >= REACHABLE) {
            throw JdRefusal.parameter("pageNo", "超过最大页数");
        }
        var fields = new HashSet<>(BASIC);
        fields.addAll(call.words("field"));
        var page = state.wares(
                new WareFilter(
                        call.shop(),
                        ids,
                        shelves(call),
                        call.text("itemNum"),
                        call.text("searchKey"),
                        call.span("startModifiedTime", "endModifiedTime"),
                        order(call)),
                paging);
        var answer = page(paging, page.total().orElse(0L));
        page.rows().forEach(ware -> rows(answer).add(ware(ware).retain(fields)));
        return answer;
    }

    private static Set<Boolean> shelves(JdCall call) {
        var shelves = new HashSet<Boolean>();
        for (var status : call.words("wareStatusValue")) {
            shelves.add(status.equals(STATUS_UP));
            if (!status.equals(STATUS_UP) && !STATUS_DOWN.contains(status)) {
                throw JdRefusal.parameter("wareStatusValue", "状态不存在");
            }
        }
        return shelves;
    }

    private static String order(JdCall call) {
        var column = ORDERS.get(call.text("orderField").orElse("wareId"));
        var direction = call.text("orderType").orElse("asc");
        if (column == null || !Set.of("asc", "desc").contains(direction)) {
            throw JdRefusal.parameter("orderField", "不支持");
        }
        return column + " " + direction + ", i.item_id";
    }

    private static ObjectNode page(Paging paging, long total) {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("page")
                .put("totalItem", total)
                .put("pageNo", paging.number())
                .put("pageSize", paging.size())
                .putArray("data");
        return answer;
    }

    private static ArrayNode rows(ObjectNode answer) {
        return (ArrayNode) answer.at("/page/data");
    }

    private static ObjectNode ware(Ware ware) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("wareId", ware.id())
                .put("title", ware.title())
                .put("wareStatus", ware.up() ? 8 : 2)
                .put("jdPrice", JdOrders.yuan(ware.price()))
                .put("stockNum", ware.quantity())
                .put("itemNum", ware.code())
                .put("outerId", ware.code())
                .put("categoryId", 1620)
                .put("onlineTime", JdTime.text(ware.created()))
                .put("modified", JdTime.text(ware.modified()));
    }

    private ObjectNode skus(JdCall call) {
        var wares = call.numbers("wareId");
        if (wares.isEmpty()) {
            throw JdRefusal.parameter("wareId", "不能为空");
        }
        var paging = call.paging("pageNo", "pageSize", LARGEST_PAGE);
        var page = state.skus(call.shop(), wares, paging);
        var answer = page(paging, page.total().orElse(0L));
        page.rows().forEach(sku -> rows(answer)
                .addObject()
                .put("skuId", sku.id())
                .put("wareId", sku.ware())
                .put("outerId", sku.code())
                .put("skuName", sku.name())
                .put("jdPrice", JdOrders.yuan(sku.price()))
                .put("stockNum", sku.quantity())
                .put("status", 1));
        return answer;
    }

    private ObjectNode stock(JdCall call) {
        var sku = sku(call);
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("skuStocks")
                .addObject()
                .put("skuId", sku.id())
                .put("storeId", 0)
                .put("stockNum", sku.quantity())
                .put("orderBookingNum", 0);
        return answer;
    }

    private ObjectNode setStock(JdCall call) {
        var quantity = call.requiredNumber("stockNum");
        if (quantity < 0) {
            throw JdRefusal.parameter("stockNum", "不能为负");
        }
        if (call.number("storeId").orElse(0L) != 0) {
            throw JdRefusal.business("10200003", "仓库不存在");
        }
        state.quantity(call.shop(), sku(call), quantity, call.now());
        return JsonNodeFactory.instance.objectNode().put("success", true);
    }

    private ObjectNode setPrice(JdCall call) {
        var price = call.required("jdPrice");
        if (!price.matches("\\d{1,9}\\.\\d{2}") || new BigDecimal(price).signum() == 0) {
            throw JdRefusal.parameter("jdPrice", "两位小数");
        }
        state.price(call.shop(), sku(call), new BigDecimal(price), call.now());
        return JsonNodeFactory.instance.objectNode().put("success", true);
    }

    private Sku sku(JdCall call) {
        return state.sku(call.shop(), call.requiredNumber("skuId"))
                .orElseThrow(() -> JdRefusal.business(NO_SUCH_SKU, "SKU不存在"));
    }

    /** Taking down what is down is refused, as putting up what is up. */
    private ObjectNode shelf(JdCall call) {
        var operation = call.requiredNumber("opType");
        if (!List.of(UP, DOWN).contains(operation)) {
            throw JdRefusal.parameter("opType", "1 或 2");
        }
        var ware = state.ware(call.shop(), call.requiredNumber("wareId"))
                .orElseThrow(() -> JdRefusal.business("10200001", "商品不存在"));
        if (ware.up() == (operation == UP)) {
            throw JdRefusal.business("10200004", "商品状态不允许该操作");
        }
        state.up(call.shop(), ware.id(), operation == UP, call.now());
        return JsonNodeFactory.instance.objectNode().put("success", true);
    }
}
