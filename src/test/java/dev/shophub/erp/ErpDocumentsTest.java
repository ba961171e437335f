package dev.shophub.erp;

import static dev.shophub.erp.SampleOrder.MODIFIED;
import static dev.shophub.erp.SampleOrder.PAID;
import static dev.shophub.erp.SampleOrder.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.erp.ErpDocuments.Result;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Receiver;
import dev.shophub.model.Refund;
import dev.shophub.model.RefundStatus;
import dev.shophub.model.SkuCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ErpDocumentsTest {

    private static final OrderLine OPEN = line("1", "A-1", OrderStatus.PAID, RefundStatus.NONE);
    private static final OrderLine CLOSED = line("2", "A-2", OrderStatus.CLOSED, RefundStatus.SUCCEEDED);
    private static final OrderLine UNDER_REFUND = line("3", "A-3", OrderStatus.PAID, RefundStatus.OPEN);
    private static final OrderLine SHIPPED = line("4", "A-4", OrderStatus.SHIPPED, RefundStatus.NONE);
    private static final Map<SkuCode, SkuCode> MAPPING = mapping("A-1", "A-2", "A-3", "A-4");

    @Test
    void writesEverythingTheErpNeeds() {
        var document = ready(SampleOrder.paid().build(), false);
        assertThat(document.kind()).isEqualTo("order");
        assertThat(document.reference()).isEqualTo("taobao:4567890123456789012");
        assertThat(document.orderReference()).isEqualTo(document.reference());
        assertThat(document.version()).isEqualTo(MODIFIED.toEpochMilli());
        assertThat(document.content())
                .containsEntry("reference", "taobao:4567890123456789012")
                .containsEntry("platform", "taobao")
                .containsEntry("version", MODIFIED.toEpochMilli())
                .containsEntry("state", "open")
                .containsEntry("cashOnDelivery", false)
                .containsEntry("placedAt", "2026-11-20T01:00:00Z")
                .containsEntry("paidAt", "2026-11-20T01:05:00Z")
                .containsEntry("currency", "CNY")
                .containsEntry("total", "118.50")
                .containsEntry("freight", "8.50")
                .containsEntry("discount", "8.00")
                .containsEntry("buyer", "buyer-open-uid")
                .containsEntry("oaid", "oaid-1")
                .containsEntry("buyerMessage", "请发顺丰")
                .containsEntry("sellerMemo", "老客户")
                .containsEntry("sellerFlag", 3)
                .containsEntry(
                        "receiver",
                        Map.of(
                                "name", "张**",
                                "phone", "138****0000",
                                "region", "浙江省",
                                "city", "杭州市",
                                "district", "西湖区",
                                "address", "文一路**号",
                                "zip", "310000"));
        assertThat(lines(document))
                .containsExactly(Map.of(
                        "line", "1",
                        "sku", "ERP-A-1",
                        "quantity", 2L,
                        "unitPrice", "59.00",
                        "paid", "110.00",
                        "title", "保温杯 1",
                        "state", "open"));
    }

    @Test
    void leavesOutWhatThePlatformDoesNotTell() {
        var document = ready(SampleOrder.paid().cashOnDelivery().build(), false);
        assertThat(document.content()).doesNotContainKey("paidAt").containsEntry("cashOnDelivery", true);
    }

    /** An empty address must not be taken for one. */
    @Test
    void aWithheldReceiverIsLeftOutAndNotSentEmpty() {
        var order = SampleOrder.paid().receiver(Receiver.WITHHELD).build();
        assertThat(ready(order, false).content()).doesNotContainKey("receiver").containsEntry("oaid", "oaid-1");
    }

    @Test
    void keepsDecimalsBeyondTwoAndNothingElse() {
        assertThat(decimal("0.1250")).isEqualTo("0.125");
        assertThat(decimal("100")).isEqualTo("100.00");
        assertThat(decimal("-3.5")).isEqualTo("-3.50");
    }

    private static String decimal(String amount) {
        var refund = refund(amount);
        return (String) ErpDocuments.refund("taobao", refund).content().get("amount");
    }

    @Test
    void sendsClosedLinesAsCancelledAndWithholdsLinesUnderRefund() {
        var document = ready(
                SampleOrder.paid().lines(OPEN, CLOSED, UNDER_REFUND, SHIPPED).build(), false);
        assertThat(lines(document)).extracting("line").containsExactly("1", "2", "4");
        assertThat(lines(document)).extracting("state").containsExactly("open", "cancelled", "shipped");
        assertThat(document.content()).containsEntry("state", "open");
    }

    @Test
    void anOrderWithoutAnythingLeftIsCancelled() {
        assertThat(ready(SampleOrder.paid().lines(CLOSED).build(), true).content())
                .containsEntry("state", "cancelled");
        var closed = ready(
                SampleOrder.status(OrderStatus.CLOSED).lines(OPEN, UNDER_REFUND).build(), true);
        assertThat(closed.content()).containsEntry("state", "cancelled");
        assertThat(lines(closed)).extracting("state").containsOnly("cancelled");
        // One line may still come back: nothing is cancelled for good.
        assertThat(ready(SampleOrder.paid().lines(CLOSED, UNDER_REFUND).build(), true)
                        .content())
                .containsEntry("state", "open");
    }

    @Test
    void aShippedOrderIsShippedLineByLine() {
        for (var order : List.of(
                SampleOrder.status(OrderStatus.SHIPPED).build(),
                SampleOrder.status(OrderStatus.COMPLETED).build(),
                SampleOrder.status(OrderStatus.UNPAID).shippedAt(MODIFIED).build())) {
            var document = ready(order, false);
            assertThat(document.content()).containsEntry("state", "shipped");
            assertThat(lines(document)).extracting("state").containsOnly("shipped");
        }
        var partly = ready(
                SampleOrder.status(OrderStatus.PARTLY_SHIPPED)
                        .lines(OPEN, SHIPPED)
                        .build(),
                false);
        assertThat(partly.content()).containsEntry("state", "open");
        assertThat(lines(partly)).extracting("state").containsExactly("open", "shipped");
    }

    @Test
    void allLinesOrNoneWhereverTheUnmappedOneStands() {
        var lines = List.of(OPEN, CLOSED, UNDER_REFUND, SHIPPED);
        for (int missing = 0; missing < lines.size(); missing++) {
            var mapping = new TreeMap<>(MAPPING);
            mapping.remove(lines.get(missing).code());
            for (int turn = 0; turn < lines.size(); turn++) {
                var turned = new java.util.ArrayList<>(lines);
                java.util.Collections.rotate(turned, turn);
                var order = SampleOrder.paid()
                        .lines(turned.toArray(OrderLine[]::new))
                        .build();
                assertThat(ErpDocuments.order("taobao", order, mapping, false))
                        .isEqualTo(new Result.Unmapped(new java.util.TreeSet<>(
                                List.of(lines.get(missing).code()))));
            }
        }
    }

    @Test
    void namesEveryUnmappedCodeOnceAndTellsCasesApart() {
        var order = SampleOrder.paid()
                .lines(
                        line("1", "b", OrderStatus.PAID, RefundStatus.NONE),
                        line("2", "a", OrderStatus.PAID, RefundStatus.NONE),
                        line("3", "a-1", OrderStatus.PAID, RefundStatus.NONE),
                        line("4", "a", OrderStatus.PAID, RefundStatus.NONE))
                .build();
        var result = (Result.Unmapped) ErpDocuments.order("taobao", order, MAPPING, false);
        assertThat(result.codes()).containsExactly(new SkuCode("a"), new SkuCode("a-1"), new SkuCode("b"));
    }

    @Test
    void aMissingMappingNeverKeepsACancellationFromAnErpThatHasTheOrder() {
        var order = SampleOrder.paid().lines(OPEN, CLOSED).build();
        var sent = ErpDocuments.order("taobao", order, mapping("A-1"), true);
        assertThat(lines(((Result.Ready) sent).document())).extracting("line").containsExactly("1");
        assertThat(ErpDocuments.order("taobao", order, mapping("A-2"), true)).isInstanceOf(Result.Unmapped.class);
    }

    @Test
    void theSameStateGivesTheSameDocument() {
        var once = ready(SampleOrder.paid().lines(OPEN, CLOSED).build(), false);
        var twice = ready(SampleOrder.paid().lines(OPEN, CLOSED).build(), true);
        assertThat(once.content().toString()).isEqualTo(twice.content().toString());
    }

    @Test
    void writesARefund() {
        var document = ErpDocuments.refund("taobao", refund("12.5"));
        assertThat(document.kind()).isEqualTo("refund");
        assertThat(document.reference()).isEqualTo("taobao:refund:9");
        assertThat(document.orderReference()).isEqualTo("taobao:1");
        assertThat(document.content())
                .containsEntry("reference", "taobao:refund:9")
                .containsEntry("orderReference", "taobao:1")
                .containsEntry("state", "succeeded")
                .containsEntry("amount", "12.50")
                .containsEntry("currency", "CNY")
                .containsEntry("line", "11")
                .containsEntry("quantity", 1L)
                .containsEntry("goodsReturned", true)
                .doesNotContainKey("completedAt");
    }

    private static Refund refund(String amount) {
        return new Refund(
                new ExternalId("9"),
                new ExternalId("1"),
                Optional.of(new ExternalId("11")),
                Refund.Kind.RETURN,
                RefundStatus.SUCCEEDED,
                "SUCCESS",
                SampleOrder.money(amount),
                Optional.of(1L),
                "onsale",
                "",
                true,
                PAID,
                MODIFIED,
                Optional.empty());
    }

    private static ErpDocument ready(Order order, boolean alreadySent) {
        return ((Result.Ready) ErpDocuments.order("taobao", order, MAPPING, alreadySent)).document();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> lines(ErpDocument document) {
        return (List<Map<String, Object>>) document.content().get("lines");
    }

    private static Map<SkuCode, SkuCode> mapping(String... codes) {
        var mapping = new TreeMap<SkuCode, SkuCode>();
        for (var code : codes) {
            mapping.put(new SkuCode(code), new SkuCode("ERP-" + code));
        }
        return mapping;
    }
}
