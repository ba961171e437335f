package dev.shophub.erp.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.connector.Json;
import dev.shophub.erp.ErpDocuments;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Receiver;
import dev.shophub.model.Refund;
import dev.shophub.model.RefundStatus;
import dev.shophub.model.SkuCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What is sent and docs/erp-openapi.yaml say the same. */
class ErpOpenApiTest {

    private static final Instant AT = Instant.parse("2026-11-20T01:00:00Z");
    private static final Money TEN = Money.of("10", Currency.getInstance("CNY"));

    private static JsonNode api;

    @BeforeAll
    static void read() throws IOException {
        api = Json.MAPPER.valueToTree(new Yaml().load(Files.readString(Path.of("docs", "erp-openapi.yaml"))));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var references = new ArrayList<String>();
        collect(api, references);
        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(
                        api.at(reference.substring(1)).isObject())
                .as(reference)
                .isTrue());
    }

    @Test
    void anOrderWithEverythingHasExactlyTheFieldsDescribed() {
        var line = new OrderLine(
                new ExternalId("1"),
                new ExternalId("2"),
                Optional.empty(),
                Optional.of(new SkuCode("A")),
                "Cup",
                "",
                1,
                TEN,
                Optional.of(TEN),
                OrderStatus.PAID,
                "",
                RefundStatus.NONE);
        var order = new Order(
                new ExternalId("3"),
                OrderStatus.PAID,
                "WAIT_SELLER_SEND_GOODS",
                "fixed",
                AT,
                Optional.of(AT),
                Optional.empty(),
                Optional.empty(),
                AT,
                TEN,
                TEN,
                TEN,
                TEN,
                Optional.of(new ExternalId("buyer")),
                "",
                new Receiver("", "", "浙江省", "", "", "", ""),
                "",
                "",
                "",
                0,
                false,
                false,
                false,
                List.of(line),
                List.of());
        var mapping = Map.of(new SkuCode("A"), new SkuCode("A"));
        var ready = (ErpDocuments.Result.Ready) ErpDocuments.order("taobao", order, mapping, false);
        var sent = Json.MAPPER.valueToTree(ready.document().content());
        assertFields(sent, "Order");
        assertFields(sent.path("lines").path(0), "Line");
        assertFields(sent.path("receiver"), "Receiver");
        assertThat(sent.path("total").asText())
                .matches(schema("Amount").path("pattern").asText());
    }

    @Test
    void aRefundWithEverythingHasExactlyTheFieldsDescribed() {
        var refund = new Refund(
                new ExternalId("1"),
                new ExternalId("3"),
                Optional.of(new ExternalId("1")),
                Refund.Kind.RETURN,
                RefundStatus.SUCCEEDED,
                "SUCCESS",
                TEN,
                Optional.of(1L),
                "",
                "",
                false,
                AT,
                AT,
                Optional.of(AT));
        assertFields(
                Json.MAPPER.valueToTree(ErpDocuments.refund("taobao", refund).content()), "Refund");
    }

    @Test
    void everyExampleOfADocumentHasWhatIsRequired() {
        api.at("/paths/~1orders~1{reference}/put/requestBody/content/application~1json/examples")
                .forEach(example -> assertRequired(example.path("value"), "Order"));
        assertRequired(
                api.at("/paths/~1refunds~1{reference}/put/requestBody/content/application~1json/example"), "Refund");
        assertRequired(api.at("/paths/~1stock/get/responses/200/content/application~1json/example/items/0"), "Stock");
        assertRequired(
                api.at("/paths/~1products/get/responses/200/content/application~1json/example/items/0"), "Product");
        assertRequired(
                api.at("/paths/~1shipments/get/responses/200/content/application~1json/example/items/0"), "Shipment");
    }

    private static void assertFields(JsonNode sent, String schema) {
        assertThat(names(sent)).isEqualTo(names(schema(schema).path("properties")));
        assertRequired(sent, schema);
    }

    private static void assertRequired(JsonNode document, String schema) {
        assertThat(document.isObject()).isTrue();
        schema(schema).path("required").forEach(field -> assertThat(document.has(field.asText()))
                .as(schema + "." + field.asText())
                .isTrue());
    }

    private static JsonNode schema(String name) {
        return api.at("/components/schemas/" + name);
    }

    private static TreeSet<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void collect(JsonNode node, List<String> references) {
        if (node instanceof ObjectNode object && object.path("$ref").isTextual()) {
            references.add(object.path("$ref").asText());
        }
        node.forEach(child -> collect(child, references));
    }
}
