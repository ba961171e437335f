package dev.shophub.platform.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Customers and a merchant who trade in the real shop, from a seed; what they did is counted. */
final class LiveTrade {

    private static final String ERROR = " __typename ... on ErrorResult { errorCode message } ";
    private static final int CUSTOMERS = 40;

    private final String url;
    private final LiveClient merchant;
    private final Random random = new Random(20_261_126);
    private final List<Variant> variants = new ArrayList<>();
    private final List<Placed> orders = new ArrayList<>();
    private final List<LiveClient> carts = new ArrayList<>();
    private final Map<String, Integer> done = new TreeMap<>();
    private int products;

    LiveTrade(String url) {
        this.url = url;
        this.merchant = LiveClient.merchant(url);
    }

    record Variant(String product, String id, String sku) {}

    /** An order as the merchant knows it. */
    private static final class Placed {
        private final String id;
        private String payment = "";
        private boolean paid;
        private boolean refunded;
        private boolean ended;

        private Placed(String id) {
            this.id = id;
        }
    }

    Map<String, Integer> done() {
        return done;
    }

    List<Variant> variants() {
        return variants;
    }

    LiveClient merchant() {
        return merchant;
    }

    /** Tax, shipping, payment, an administrator of the hub's own, and a first range of goods. */
    void open(String username, String password) {
        ask(
                "mutation { createCountry(input: {code: \"CN\", enabled: true, translations: [{languageCode: en, name: \"China\"}]}) { id } }");
        ask("mutation { createZone(input: {name: \"World\", memberIds: [\"1\"]}) { id } }");
        ask("mutation { createTaxCategory(input: {name: \"standard\", isDefault: true}) { id } }");
        ask("mutation { updateChannel(input: {id: \"1\", defaultTaxZoneId: \"1\", defaultShippingZoneId: \"1\","
                + " defaultCurrencyCode: CNY, availableCurrencyCodes: [CNY], pricesIncludeTax: true}) {" + ERROR
                + "} }");
        ask(
                "mutation { createTaxRate(input: {name: \"t\", enabled: true, value: 13, categoryId: \"1\", zoneId: \"1\"}) { id } }");
        ask("mutation { createShippingMethod(input: {code: \"std\", fulfillmentHandler: \"manual-fulfillment\","
                + " checker: {code: \"default-shipping-eligibility-checker\", arguments: [{name: \"orderMinimum\", value: \"0\"}]},"
                + " calculator: {code: \"default-shipping-calculator\", arguments: [{name: \"rate\", value: \"850\"},"
                + " {name: \"includesTax\", value: \"include\"}, {name: \"taxRate\", value: \"0\"}]},"
                + " translations: [{languageCode: en, name: \"std\", description: \"\"}]}) { id } }");
        List.of("settles:true", "promises:false")
                .forEach(method -> ask("mutation { createPaymentMethod(input: {code: \"" + method.split(":")[0]
                        + "\", enabled: true, handler:"
                        + " {code: \"dummy-payment-handler\", arguments: [{name: \"automaticSettle\", value: \""
                        + method.split(":")[1]
                        + "\"}]}, translations: [{languageCode: en, name: \"p\", description: \"\"}]}) { id } }"));
        var role = ask("mutation { createRole(input: {code: \"hub\", description: \"ShopHub\", permissions: [ReadOrder,"
                        + " UpdateOrder, ReadCatalog, UpdateCatalog, ReadCustomer, ReadSettings], channelIds: [\"1\"]}) { id } }")
                .path("id")
                .asText();
        merchant.ask(
                "mutation ($input: CreateAdministratorInput!) { createAdministrator(input: $input) { id } }",
                Map.of(
                        "input",
                        Map.of(
                                "firstName",
                                "Shop",
                                "lastName",
                                "Hub",
                                "emailAddress",
                                username,
                                "password",
                                password,
                                "roleIds",
                                List.of(role))));
        for (int i = 0; i < 25; i++) {
            newProduct();
        }
    }

    private JsonNode ask(String query) {
        return merchant.ask(query, Map.of());
    }

    private void newProduct() {
        int number = ++products;
        var product = merchant.ask(
                        "mutation ($input: CreateProductInput!) { createProduct(input: $input) { id } }",
                        Map.of(
                                "input",
                                Map.of(
                                        "enabled",
                                        true,
                                        "translations",
                                        List.of(Map.of(
                                                "languageCode",
                                                "en",
                                                "name",
                                                "高山红茶 No. " + number,
                                                "slug",
                                                "tea-" + number,
                                                "description",
                                                "tea")))))
                .path("id")
                .asText();
        int sizes = 1 + random.nextInt(3);
        if (sizes == 1) {
            newVariant(product, number, 1, List.of());
            return;
        }
        var options = new ArrayList<Map<String, ?>>();
        for (int size = 1; size <= sizes; size++) {
            options.add(Map.of(
                    "code",
                    "size-" + size,
                    "translations",
                    List.of(Map.of("languageCode", "en", "name", "size " + size))));
        }
        var group = merchant.ask(
                "mutation ($input: CreateProductOptionGroupInput!) { createProductOptionGroup(input: $input) { id options { id } } }",
                Map.of(
                        "input",
                        Map.of(
                                "code",
                                "size-of-" + number,
                                "options",
                                options,
                                "translations",
                                List.of(Map.of("languageCode", "en", "name", "size")))));
        merchant.ask(
                "mutation ($p: ID!, $g: ID!) { addOptionGroupToProduct(productId: $p, optionGroupId: $g) { id } }",
                Map.of("p", product, "g", group.path("id").asText()));
        for (int size = 1; size <= sizes; size++) {
            newVariant(
                    product,
                    number,
                    size,
                    List.of(group.at("/options/" + (size - 1) + "/id").asText()));
        }
    }

    private void newVariant(String product, int number, int size, List<String> options) {
        var sku = "TEA-%03d-%d".formatted(number, size);
        var input = new LinkedHashMap<String, Object>();
        input.put("productId", product);
        input.put("sku", sku);
        input.put("price", 990 + random.nextInt(20_000));
        input.put("stockOnHand", 200);
        input.put("trackInventory", "TRUE");
        input.put("optionIds", options);
        input.put(
                "translations", List.of(Map.of("languageCode", "en", "name", "高山红茶 No. " + number + " size " + size)));
        var id = merchant.ask(
                        "mutation ($input: [CreateProductVariantInput!]!) { createProductVariants(input: $input) { id } }",
                        Map.of("input", List.of(input)))
                .path(0)
                .path("id")
                .asText();
        variants.add(new Variant(product, id, sku));
    }

    /** Whatever comes next. */
    void next() {
        int what = random.nextInt(100);
        if (what < 40) {
            count("cart filled", this::fillCart);
        } else if (what < 55 && !carts.isEmpty()) {
            count("older cart paid", () -> pay(carts.remove(random.nextInt(carts.size()))));
        } else if (what < 62) {
            withOrder("payment settled", order -> !order.paid, this::settle);
        } else if (what < 72) {
            withOrder("parcel sent", order -> order.paid, this::send);
        } else if (what < 77) {
            withOrder("parcel arrived", order -> order.paid, this::arrive);
        } else if (what < 83) {
            withOrder("refund made", order -> order.paid, this::refund);
        } else if (what < 86) {
            count("refund settled", this::settleRefund);
        } else if (what < 90) {
            withOrder("order cancelled", order -> true, order -> cancel(order, true));
        } else if (what < 93) {
            withOrder("pieces cancelled", order -> order.paid, order -> cancel(order, false));
        } else if (what < 95) {
            count("stock set", this::setStock);
        } else if (what < 97) {
            count("price changed", this::setPrice);
        } else if (what < 98) {
            count("title changed", this::setTitle);
        } else if (what < 99) {
            count("item hidden or shown", this::hideOrShow);
        } else if (random.nextBoolean()) {
            count("draft begun", () -> ask("mutation { createDraftOrder { id } }"));
        } else {
            count("item added", this::newProduct);
        }
    }

    /** What the shop refuses, because the order is not there yet, is counted as such and no more. */
    private void count(String what, Runnable deed) {
        try {
            deed.run();
            done.merge(what, 1, Integer::sum);
        } catch (IllegalStateException refused) {
            done.merge("refused by the shop: " + what, 1, Integer::sum);
        }
    }

    private interface Deed {
        void with(Placed order);
    }

    private void withOrder(String what, Predicate<Placed> wanted, Deed deed) {
        var fit = orders.stream().filter(order -> !order.ended).filter(wanted).toList();
        if (!fit.isEmpty()) {
            count(what, () -> deed.with(fit.get(random.nextInt(fit.size()))));
        }
    }

    private void fillCart() {
        var customer = new LiveClient(url, "shop-api");
        for (int lines = 1 + random.nextInt(3); lines > 0; lines--) {
            customer.ask(
                    "mutation ($v: ID!, $n: Int!) { addItemToOrder(productVariantId: $v, quantity: $n) {" + ERROR
                            + "} }",
                    Map.of("v", variants.get(random.nextInt(variants.size())).id(), "n", 1 + random.nextInt(4)));
        }
        if (random.nextInt(100) < 45) {
            carts.add(customer);
        } else {
            pay(customer);
        }
    }

    private void pay(LiveClient customer) {
        int who = random.nextInt(CUSTOMERS);
        customer.ask(
                "mutation ($input: CreateCustomerInput!) { setCustomerForOrder(input: $input) {" + ERROR + "} }",
                Map.of(
                        "input",
                        Map.of(
                                "firstName",
                                "Ada",
                                "lastName",
                                "Example " + who,
                                "emailAddress",
                                "ada" + who + "@example.com")));
        customer.ask(
                "mutation ($input: CreateAddressInput!) { setOrderShippingAddress(input: $input) {" + ERROR + "} }",
                Map.of(
                        "input",
                        Map.of(
                                "fullName",
                                "Ada Example " + who,
                                "streetLine1",
                                who + " Example Road",
                                "city",
                                "杭州市",
                                "province",
                                "浙江省",
                                "postalCode",
                                "310000",
                                "countryCode",
                                "CN",
                                "phoneNumber",
                                "+86 571 0000")));
        customer.ask("mutation { setOrderShippingMethod(shippingMethodId: [\"1\"]) {" + ERROR + "} }", Map.of());
        customer.ask("mutation { transitionOrderToState(state: \"ArrangingPayment\") {" + ERROR + "} }", Map.of());
        boolean settles = random.nextInt(100) < 80;
        if (random.nextInt(100) < 10) {
            try {
                customer.ask(
                        "mutation ($i: PaymentInput!) { addPaymentToOrder(input: $i) {" + ERROR + "} }",
                        Map.of("i", Map.of("method", "settles", "metadata", Map.of("shouldDecline", true))));
            } catch (IllegalStateException declined) {
                done.merge("payment declined first", 1, Integer::sum);
            }
        }
        var order = new Placed(customer.ask(
                        "mutation ($i: PaymentInput!) { addPaymentToOrder(input: $i) {" + ERROR
                                + "... on Order { id } } }",
                        Map.of("i", Map.of("method", settles ? "settles" : "promises", "metadata", Map.of())))
                .path("id")
                .asText());
        order.paid = settles;
        for (var payment : ask("query { order(id: \"" + order.id + "\") { payments { id state } } }")
                .path("payments")) {
            if (List.of("Settled", "Authorized").contains(payment.path("state").asText())) {
                order.payment = payment.path("id").asText();
            }
        }
        orders.add(order);
        done.merge("order placed", 1, Integer::sum);
    }

    private void settle(Placed order) {
        ask("mutation { settlePayment(id: \"" + order.payment + "\") {" + ERROR + "} }");
        order.paid = true;
    }

    private JsonNode shown(Placed order) {
        return ask(
                "query { order(id: \"" + order.id + "\") { state lines { id quantity } fulfillments { id state lines"
                        + " { orderLineId quantity } } payments { id state amount refunds { id state total lines { orderLineId quantity } } } } }");
    }

    /** By hand, in the dashboard: part of what is left, or all. */
    private void send(Placed order) {
        var left = new LinkedHashMap<String, Integer>();
        var shown = shown(order);
        shown.path("lines")
                .forEach(line ->
                        left.put(line.path("id").asText(), line.path("quantity").asInt()));
        shown.path("fulfillments").forEach(parcel -> parcel.path("lines")
                .forEach(piece -> left.merge(
                        piece.path("orderLineId").asText(),
                        -piece.path("quantity").asInt(),
                        Integer::sum)));
        left.values().removeIf(pieces -> pieces <= 0);
        boolean part = random.nextInt(3) == 0;
        var lines = left.entrySet().stream()
                .limit(part ? 1 : left.size())
                .map(line -> Map.of("orderLineId", line.getKey(), "quantity", part ? 1 : line.getValue()))
                .toList();
        var parcel = merchant.ask(
                "mutation ($i: FulfillOrderInput!) { addFulfillmentToOrder(input: $i) {" + ERROR
                        + "... on Fulfillment { id } } }",
                Map.of(
                        "i",
                        Map.of(
                                "lines",
                                lines,
                                "handler",
                                Map.of(
                                        "code",
                                        "manual-fulfillment",
                                        "arguments",
                                        List.of(
                                                Map.of("name", "method", "value", "SF"),
                                                Map.of(
                                                        "name",
                                                        "trackingCode",
                                                        "value",
                                                        "HAND" + random.nextInt(1_000_000)))))));
        if (random.nextInt(10) > 0) {
            move(parcel.path("id").asText(), "Shipped");
        }
    }

    private void arrive(Placed order) {
        for (var parcel : shown(order).path("fulfillments")) {
            if (parcel.path("state").asText().equals("Shipped")) {
                move(parcel.path("id").asText(), "Delivered");
                return;
            }
        }
        throw new IllegalStateException("Nothing is on its way");
    }

    private void move(String parcel, String state) {
        ask("mutation { transitionFulfillmentToState(id: \"" + parcel + "\", state: \"" + state + "\") {" + ERROR
                + "} }");
    }

    private void refund(Placed order) {
        var lines = shown(order).path("lines");
        var line = lines.path(random.nextInt(lines.size()));
        boolean freight = random.nextInt(6) == 0;
        merchant.ask(
                "mutation ($i: RefundOrderInput!) { refundOrder(input: $i) {" + ERROR + "... on Refund { id } } }",
                Map.of(
                        "i",
                        Map.of(
                                "paymentId",
                                order.payment,
                                "lines",
                                freight
                                        ? List.of()
                                        : List.of(Map.of(
                                                "orderLineId", line.path("id").asText(), "quantity", 1)),
                                "shipping",
                                freight ? 100 : 0,
                                "adjustment",
                                0,
                                "reason",
                                "damaged")));
        order.refunded = true;
    }

    private void settleRefund() {
        for (var order : orders.stream().filter(placed -> placed.refunded).toList()) {
            for (var payment : shown(order).path("payments")) {
                for (var refund : payment.path("refunds")) {
                    if (refund.path("state").asText().equals("Pending") && random.nextInt(3) == 0) {
                        ask("mutation { settleRefund(input: {id: \""
                                + refund.path("id").asText() + "\", transactionId: \"t\"}) {" + ERROR + "} }");
                        return;
                    }
                }
            }
        }
        throw new IllegalStateException("Nothing is pending");
    }

    private void cancel(Placed order, boolean whole) {
        var input = new LinkedHashMap<String, Object>();
        input.put("orderId", order.id);
        input.put("reason", "not wanted");
        if (whole) {
            input.put("cancelShipping", true);
        } else {
            input.put(
                    "lines",
                    List.of(Map.of("orderLineId", shown(order).at("/lines/0/id").asText(), "quantity", 1)));
        }
        merchant.ask("mutation ($i: CancelOrderInput!) { cancelOrder(input: $i) {" + ERROR + "} }", Map.of("i", input));
        order.ended = whole;
    }

    private Variant any() {
        return variants.get(random.nextInt(variants.size()));
    }

    private void update(Map<String, ?> input) {
        merchant.ask(
                "mutation ($i: [UpdateProductVariantInput!]!) { updateProductVariants(input: $i) { id } }",
                Map.of("i", List.of(input)));
    }

    private void setStock() {
        update(Map.of("id", any().id(), "stockOnHand", 50 + random.nextInt(200)));
    }

    private void setPrice() {
        update(Map.of("id", any().id(), "price", 990 + random.nextInt(20_000)));
    }

    private void setTitle() {
        ask("mutation { updateProduct(input: {id: \"" + any().product()
                + "\", translations: [{languageCode: en, name: \"春茶 " + random.nextInt(1000) + "\"}]}) { id } }");
    }

    private void hideOrShow() {
        ask("mutation { updateProduct(input: {id: \"" + any().product() + "\", enabled: " + random.nextBoolean()
                + "}) { id } }");
    }
}
