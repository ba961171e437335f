package dev.shophub.metric;

import dev.shophub.metric.Briefing.Apart;
import dev.shophub.metric.Briefing.Missing;
import dev.shophub.metric.Briefing.SourceState;
import dev.shophub.store.FigureTables;
import dev.shophub.store.FigureTables.Verdict;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Span;
import java.util.ArrayList;
import java.util.List;

/** What is there of a span and what is not, shop by shop and source by source. */
final class Completeness {

    private static final String TRAFFIC = "traffic";

    private final Catalogue catalogue;

    Completeness(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Our own books, then each export that came in the fortnight before; a shop of exports alone has no books. */
    List<SourceState> sources(Scope scope, Span span, SpanFigures current, Book book) {
        var states = new ArrayList<SourceState>();
        for (var shop : scope.shops()) {
            if (!Consoles.standFor(shop)) {
                states.add(new SourceState(
                        FigureTables.BOOKS,
                        FigureTables.BOOKS,
                        shop.title(),
                        shop.key().value(),
                        books(shop, span, current, book)));
            }
            book.expected(shop, span)
                    .forEach((source, kind) -> states.add(new SourceState(
                            source,
                            kind,
                            shop.title(),
                            shop.key().value(),
                            book.toldThroughout(shop, span, source) ? Verdict.COMPLETE : Verdict.MISSING)));
        }
        return states;
    }

    /** Shops whose amounts are in no figure, because most shops trade in another currency. */
    List<Apart> apart(Scope scope, Span span, Book book) {
        return scope.shops().stream()
                .filter(shop -> !book.currency(shop).equals(book.currency()))
                .map(shop -> new Apart(
                        shop.title(), book.currency(shop), book.own(shop, span, catalogue.figure("paid-amount"))))
                .toList();
    }

    private Verdict books(ShopRow shop, Span span, SpanFigures current, Book book) {
        if (!current.shops(catalogue.figure("paid-orders")).contains(shop.id())) {
            return Verdict.MISSING;
        }
        return book.booksComplete(shop, span) ? Verdict.COMPLETE : Verdict.PARTIAL;
    }

    /**
     * What is not complete; visitors are missing also where no export ever told them.
     *
     * @param all every shop that is reported
     * @param scope those of them where the span is over
     */
    List<Missing> missing(Scope all, Scope scope, SpanFigures current, List<SourceState> states) {
        var missing = new ArrayList<Missing>();
        all.shops().stream()
                .filter(shop -> !scope.shops().contains(shop))
                .forEach(shop -> missing.add(
                        new Missing(Missing.NOT_OVER, shop.title(), shop.key().value(), true)));
        var told = current.known(catalogue.figure("visitors"));
        for (var shop : scope.shops()) {
            var key = shop.key().value();
            var ours = states.stream()
                    .filter(state -> state.shopKey().equals(key) && state.verdict() != Verdict.COMPLETE)
                    .toList();
            ours.forEach(state ->
                    missing.add(new Missing(state.source(), shop.title(), key, state.verdict() == Verdict.PARTIAL)));
            if (!told.contains(shop.id())
                    && ours.stream().noneMatch(state -> state.kind().equals(TRAFFIC))) {
                missing.add(new Missing(TRAFFIC, shop.title(), key, false));
            }
        }
        return missing;
    }
}
