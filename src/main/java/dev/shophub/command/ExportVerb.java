package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.metric.Catalogue;
import dev.shophub.metric.Figure;
import dev.shophub.metric.FigureSeries;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A figure of each shop, day by day. */
final class ExportVerb {

    static final VerbCall<Request, List<FigureSeries.Point>> CALL =
            new VerbCall<>("export", Request.class, new TypeReference<>() {}, false);

    private final Catalogue catalogue;
    private final FigureSeries series;
    private final ShopArgument shops;

    ExportVerb(Catalogue catalogue, FigureSeries series, ShopArgument shops) {
        this.catalogue = catalogue;
        this.series = series;
        this.shops = shops;
    }

    List<FigureSeries.Point> run(Request request) {
        var figure = catalogue.find(request.figure()).orElseThrow(() -> VerbRefusedException.cannot(
                        "unknown-figure", request.figure())
                .near(Nearest.to(
                        request.figure(),
                        catalogue.figures().stream().map(Figure::key).toList())));
        if (request.to().isBefore(request.from())) {
            throw VerbRefusedException.wrongUse(
                    "days-reversed", request.from().toString(), request.to().toString());
        }
        return series.of(figure, shops.oneOrAll(request.shop()), request.from(), request.to());
    }

    /** @param shop empty for all */
    record Request(String figure, LocalDate from, LocalDate to, Optional<String> shop) {}
}
