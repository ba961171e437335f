package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.metric.Briefing;
import dev.shophub.metric.Morning;
import dev.shophub.metric.Scope;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.store.Span;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells a day's report again, or sends it again to one address. */
final class ReportVerb {

    static final VerbCall<Request, Told> CALL =
            new VerbCall<>("report", Request.class, new TypeReference<>() {}, false);

    private static final String KIND = "report";

    private final Morning morning;
    private final ShopArgument shops;
    private final Outbox outbox;
    private final Runnable wake;
    private final Clock clock;

    ReportVerb(Morning morning, ShopArgument shops, Outbox outbox, Runnable wake, Clock clock) {
        this.morning = morning;
        this.shops = shops;
        this.outbox = outbox;
        this.wake = wake;
        this.clock = clock;
    }

    Told run(Request request) {
        var shop = request.shop().map(shops::one);
        var scope = morning.scopes().stream()
                .filter(one -> shop.isEmpty()
                        || one.shop().filter(row -> row.id() == shop.get().id()).isPresent())
                .findFirst()
                .orElseThrow(() -> VerbRefusedException.cannot("no-shops"));
        var span = Span.day(request.day());
        request.to().ifPresent(address -> send(scope, span, address, request.profit()));
        var briefing = morning.brief(scope, span);
        return new Told(
                scope.shop().map(row -> row.key().value()).orElse("all"),
                request.day(),
                briefing.currency(),
                briefing.running(),
                briefing.lines().stream().map(line -> row(line, scope)).toList(),
                briefing.plan().flatMap(Briefing.Plan::gap),
                briefing.missing().stream()
                        .map(one -> new Missing(one.shopKey(), one.source()))
                        .toList());
    }

    private void send(Scope scope, Span span, String address, boolean profit) {
        var subject = span.kind().word() + "/" + span.first() + "/"
                + scope.shop().map(shop -> shop.key().value()).orElse("all");
        outbox.write(List.of(NewMessage.mail(
                KIND,
                0,
                KIND + "/" + subject,
                subject,
                address,
                Map.of("edition", "0", "profit", Boolean.toString(profit)),
                clock.instant())));
        wake.run();
    }

    private static Row row(Briefing.Line line, Scope scope) {
        var figure = line.figure();
        return new Row(
                figure.key(),
                figure.zh(),
                figure.en(),
                figure.unit().name().toLowerCase(java.util.Locale.ROOT),
                line.value().map(BigDecimal::stripTrailingZeros),
                line.previous().flatMap(Briefing.Change::relative),
                line.usual().flatMap(Briefing.Change::relative),
                line.lastYear().flatMap(Briefing.Change::relative),
                line.shops(),
                scope.shops().size(),
                line.ripe());
    }

    /**
     * @param shop empty: all together
     * @param to an address to which it is mailed as well
     */
    record Request(LocalDate day, Optional<String> shop, Optional<String> to, boolean profit) implements Steering {
        @Override
        public List<String> subjects() {
            return List.of(shop.orElse(""));
        }

        @Override
        public boolean steers(String verb) {
            return to.isPresent();
        }

        @Override
        public String words() {
            return day + to.map(address -> " --to " + address).orElse("") + (profit ? " --profit" : "");
        }
    }

    /** @param planGap paid less planned in the month up to the day; empty without a plan */
    record Told(
            String shop,
            LocalDate day,
            String currency,
            boolean running,
            List<Row> figures,
            Optional<BigDecimal> planGap,
            List<Missing> missing) {}

    /**
     * A figure; changes are fractions.
     *
     * @param unit as docs/metrics.md has it
     * @param shops of how many of {@code of} shops it is known
     */
    record Row(
            String figure,
            String zh,
            String en,
            String unit,
            Optional<BigDecimal> value,
            Optional<BigDecimal> previous,
            Optional<BigDecimal> usual,
            Optional<BigDecimal> lastYear,
            int shops,
            int of,
            boolean ripe) {}

    /** A source that says nothing of the day, or not all. */
    record Missing(String shop, String source) {}
}
