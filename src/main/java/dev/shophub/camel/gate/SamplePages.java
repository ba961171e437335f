package dev.shophub.camel.gate;

import dev.shophub.intake.RawPage;
import dev.shophub.model.ShopKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The last page of each stream that was read; where nothing was read yet, an invented one. */
final class SamplePages {

    private static final Duration EVERY = Duration.ofMinutes(1);

    private SamplePages() {}

    static List<Samples.Page> of(List<RawPage> recorded) {
        var pages = new ArrayList<Samples.Page>();
        for (var page : recorded) {
            if (!page.records().isEmpty()) {
                pages.add(new Samples.Page(route(page), page));
            }
        }
        var read = pages.stream().map(SamplePages::what).collect(Collectors.toSet());
        InventedSamples.pages().stream()
                .filter(page -> !read.contains(what(page)))
                .forEach(pages::add);
        return pages;
    }

    /** Its own route, so that the rehearsal meddles with no route that runs. */
    private static PollRoute route(RawPage page) {
        var key = page.shop().key().value();
        var prefix = InventedShop.SHOP + "-";
        return PollRoute.of(
                new ShopKey(prefix + key.substring(0, Math.min(key.length(), 63 - prefix.length()))),
                page.stream(),
                EVERY,
                isErp(page));
    }

    private static String what(Samples.Page page) {
        return isErp(page.content()) + "/" + page.content().stream();
    }

    private static boolean isErp(RawPage page) {
        return page.shop().role().equals("erp");
    }
}
