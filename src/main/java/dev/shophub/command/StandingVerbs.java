package dev.shophub.command;

import dev.shophub.listing.Standstill;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.outbox.Parking;
import dev.shophub.reconcile.Patience;
import dev.shophub.store.Mappings;
import dev.shophub.store.MutedSkus;
import dev.shophub.store.OrderHolds;
import dev.shophub.store.Shops;
import dev.shophub.store.StockFreezes;
import java.time.Clock;
import org.springframework.transaction.support.TransactionTemplate;

/** The verbs of what stands still by a person's word or by the brake: orders held, stock frozen, codes muted. */
record StandingVerbs(
        Standstill standstill,
        OrderHolds holds,
        StockFreezes freezes,
        MutedSkus muted,
        OutboxFacts outbox,
        Parking parking,
        TransactionTemplate transaction) {

    void bind(Verbs verbs, Shops shops, Mappings mappings, Runnable wake, Clock clock) {
        var looking = Patience.looking(VerbServices.LOOK_EVERY);
        var hold = new HoldVerb(shops, holds, outbox, parking, looking, wake, clock);
        var freeze = new FreezeVerb(shops, mappings, freezes, standstill, transaction, wake);
        var mute = new MuteVerb(muted, holds);
        verbs.with(HoldVerb.CALL, hold::hold)
                .with(HoldVerb.LIST, hold::list)
                .with(HoldVerb.UNHOLD, hold::unhold)
                .with(FreezeVerb.CALL, freeze::freeze)
                .with(FreezeVerb.LIST, freeze::list)
                .with(MuteVerb.CALL, mute::mute)
                .with(MuteVerb.LIST, mute::list)
                .with(ReleaseVerb.CALL, new ReleaseVerb(shops, standstill, wake)::run);
    }
}
