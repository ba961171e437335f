package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped intake routes: a page is normalised, then stored, once. */
class IntakeRouteTest extends CamelTestSupport {

    private final List<String> steps = new ArrayList<>();
    private boolean broken;

    @Override
    protected void bindToRegistry(Registry registry) {
        registry.bind("normalise", new FakeNormalise());
        registry.bind("intake", new FakeIntake());
    }

    @Override
    protected RoutesBuilder[] createRouteBuilders() throws Exception {
        return ShippedRoutes.of(context, "intake.camel.yaml");
    }

    @ParameterizedTest
    @CsvSource({
        "orders, orders, saveOrders",
        "refunds, refunds, saveRefunds",
        "stock, stock, saveStock",
        "reviews, reviews, saveReviews",
        "listings, listings, saveListings",
        "erp-stock, erpStock, saveErpStock",
        "products, products, saveProducts",
        "shipments, shipments, saveShipments"
    })
    void aPageOfEachStreamIsNormalisedAndThenStored(String stream, String normalised, String saved) {
        var answer = template.requestBody("direct:intake-" + stream, "page");
        assertThat(steps).containsExactly(normalised + " page", saved + " records");
        assertThat(answer).isEqualTo("saved");
    }

    @Test
    void aPageThatCannotBeStoredIsToldToWhoSentItAndNotTriedAgain() {
        broken = true;
        assertThatThrownBy(() -> template.sendBody("direct:intake-orders", "page"))
                .isInstanceOf(CamelExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(steps).containsExactly("orders page", "saveOrders records");
    }

    @Test
    void everyRouteIsNamedByVerbAndThing() {
        assertThat(context.getRoutes()).hasSize(8).allSatisfy(route -> assertThat(route.getRouteId())
                .matches("intake-[a-z-]+"));
    }

    /** Writes down what it is asked for. */
    public final class FakeNormalise {

        public String orders(String page) {
            return read("orders", page);
        }

        public String refunds(String page) {
            return read("refunds", page);
        }

        public String stock(String page) {
            return read("stock", page);
        }

        public String reviews(String page) {
            return read("reviews", page);
        }

        public String listings(String page) {
            return read("listings", page);
        }

        public String erpStock(String page) {
            return read("erpStock", page);
        }

        public String products(String page) {
            return read("products", page);
        }

        public String shipments(String page) {
            return read("shipments", page);
        }

        private String read(String step, String page) {
            steps.add(step + " " + page);
            return "records";
        }
    }

    /** Writes down what it is asked for; refuses while the database is away. */
    public final class FakeIntake {

        public String saveOrders(String page) {
            return save("saveOrders", page);
        }

        public String saveRefunds(String page) {
            return save("saveRefunds", page);
        }

        public String saveStock(String page) {
            return save("saveStock", page);
        }

        public String saveReviews(String page) {
            return save("saveReviews", page);
        }

        public String saveListings(String page) {
            return save("saveListings", page);
        }

        public String saveErpStock(String page) {
            return save("saveErpStock", page);
        }

        public String saveProducts(String page) {
            return save("saveProducts", page);
        }

        public String saveShipments(String page) {
            return save("saveShipments", page);
        }

        private String save(String step, String page) {
            steps.add(step + " " + page);
            if (broken) {
                throw new IllegalStateException("The database is away");
            }
            return "saved";
        }
    }
}
