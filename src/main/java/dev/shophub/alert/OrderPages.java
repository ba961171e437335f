package dev.shophub.alert;

import dev.shophub.model.ExternalId;
import dev.shophub.settings.ReportSettings.Pages;
import dev.shophub.store.ShopRow;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Where a shop's orders are worked on: the addresses of {@code hub.report.morning.links}. */
final class OrderPages {

    private final Supplier<Map<String, Pages>> pages;

    OrderPages(Supplier<Map<String, Pages>> pages) {
        this.pages = pages;
    }

    /**
     * The page of the order, else where the shop is worked on; the shop's own before its platform's. Empty where none is configured:
     * then the number has to do.
     */
    String of(ShopRow shop, ExternalId order) {
        return Stream.<Function<Pages, String>>of(Pages::orders, Pages::home)
                .flatMap(page -> Stream.of(shop.key().value(), shop.platform())
                        .map(pages.get()::get)
                        .filter(Objects::nonNull)
                        .flatMap(found -> Stream.ofNullable(page.apply(found))))
                .flatMap(template -> Pages.address(template, Map.of("order", order.value())).stream())
                .findFirst()
                .orElse("");
    }
}
