package dev.shophub.report;

import dev.shophub.metric.Place;
import dev.shophub.settings.AlertSettings;
import dev.shophub.settings.ReportSettings;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Where a reader goes to do something: the addresses of {@code hub.report.morning.links}, of reviews also those of the review mails. */
final class Links {

    private final Supplier<Map<String, ReportSettings.Pages>> pages;
    private final Supplier<AlertSettings.Reviews> reviews;

    Links(Supplier<Map<String, ReportSettings.Pages>> pages, Supplier<AlertSettings.Reviews> reviews) {
        this.pages = pages;
        this.reviews = reviews;
    }

    /** The page of the shop, else of its platform, else where either does everything; empty where none is configured. */
    String to(Place place) {
        var erp = place.platform().equals(Place.ERP);
        var shop = pages.get().get(place.shopKey());
        var platform = pages.get().get(place.platform());
        return Stream.of(
                        erp ? Optional.<String>empty() : page(shop, place),
                        page(platform, place),
                        place.name() == Place.Name.REVIEWS
                                ? written(reviews.get().links().get(place.platform()), place)
                                : Optional.<String>empty(),
                        written(platform == null ? null : platform.home(), place),
                        erp || shop == null ? Optional.<String>empty() : written(shop.home(), place))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }

    /** Days after writing in which a review may be answered; empty: no limit is known. */
    Optional<Integer> answerDays(Place place) {
        return Optional.ofNullable(reviews.get().answerDays().get(place.platform()));
    }

    private static Optional<String> page(ReportSettings.Pages pages, Place place) {
        return Optional.ofNullable(pages)
                .map(one -> switch (place.name()) {
                    case ITEM -> one.item();
                    case REVIEWS -> one.reviews();
                    case REFUNDS -> one.refunds();
                    case ORDERS -> one.orders();
                    case ADS -> one.ads();
                    case PRODUCT -> one.product();
                })
                .flatMap(template -> written(template, place));
    }

    private static Optional<String> written(String template, Place place) {
        return ReportSettings.Pages.address(template, place.ids());
    }
}
