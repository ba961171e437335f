package dev.shophub.camel;

import dev.shophub.intake.RawPage;
import dev.shophub.intake.SavedPage;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Stream;
import java.util.List;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/** Hands a page that no poll read to the route that takes pages of its stream in. */
final class PageDoor {

    private final ProducerTemplate routes;

    PageDoor(ProducerTemplate routes) {
        this.routes = routes;
    }

    /** @throws RuntimeException the route's own; the page is then not stored */
    SavedPage store(ActiveShop shop, Stream stream, List<RawRecord> records) {
        var route = "intake-" + stream;
        try {
            var raw = new RawPage(shop.row(), shop.connector(), stream, records);
            if (routes.requestBody("direct:" + route, raw) instanceof SavedPage saved) {
                return saved;
            }
        } catch (CamelExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
        throw new IllegalStateException(
                "Route " + route + " ended without storing the page: its steps must end in bean:intake");
    }
}
