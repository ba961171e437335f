package dev.shophub.command;

import dev.shophub.connector.Connectors;
import dev.shophub.listing.ChangeDesk;
import dev.shophub.listing.PriceLimits;
import dev.shophub.outbox.Outbox;
import dev.shophub.reconcile.Patience;
import dev.shophub.store.ItemChanges;
import dev.shophub.store.Offers;
import dev.shophub.store.ReviewAnswers;
import dev.shophub.store.Shops;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The verbs of what people change at the shops: items, prices, answers to reviews.
 *
 * @param maxPercent a price that changes by more wants a yes
 */
record ChangingVerbs(
        ItemChanges changes,
        Offers offers,
        ReviewAnswers answers,
        Connectors connectors,
        Supplier<BigDecimal> maxPercent,
        TransactionTemplate transaction) {

    void bind(Verbs verbs, Shops shops, Outbox outbox, Runnable wake, Clock clock) {
        var desk = new ChangeDesk(changes, offers, outbox, transaction, () -> new PriceLimits(maxPercent.get()), clock);
        var change = new ChangeVerb(new ChangeRows(shops, offers, desk, connectors), desk, changes, wake);
        var looking = Patience.looking(VerbServices.LOOK_EVERY);
        var takedown = new TakedownVerb(shops, desk, changes, connectors, looking, wake);
        var reply = new ReplyVerb(shops, answers, outbox, connectors, transaction, wake, clock);
        verbs.with(ChangeVerb.CALL, change::change)
                .with(ChangeVerb.UNDO, change::undo)
                .with(ChangeVerb.LIST, change::list)
                .with(TakedownVerb.CALL, takedown::run)
                .with(ReplyVerb.CALL, reply::run);
    }
}
