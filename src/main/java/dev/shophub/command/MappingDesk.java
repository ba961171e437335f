package dev.shophub.command;

import dev.shophub.model.SkuCode;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.outbox.Requeue;
import dev.shophub.reconcile.Patience;
import dev.shophub.store.MappingBook;
import dev.shophub.store.MappingBook.Wanted;
import dev.shophub.store.MergedSkus;
import dev.shophub.store.Shops;
import dev.shophub.store.StatusFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;

/** Maps codes and takes it back; what waited for a mapping goes on, and listings are compared with the ERP again. */
final class MappingDesk {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final int NAMED = 1_000;

    private final Books books;
    private final Requeue requeue;
    private final TransactionOperations transaction;
    private final Patience patience;
    private final Runnable wake;
    private final Clock clock;

    MappingDesk(
            Books books,
            Requeue requeue,
            TransactionOperations transaction,
            Patience patience,
            Runnable wake,
            Clock clock) {
        this.books = books;
        this.requeue = requeue;
        this.transaction = transaction;
        this.patience = patience;
        this.wake = wake;
        this.clock = clock;
    }

    /** What is asked and written. */
    record Books(Shops shops, StatusFacts facts, OutboxFacts outbox, MappingBook mappings, MergedSkus merged) {}

    /** @param released orders that are on their way again */
    record Made(long set, int released) {}

    /**
     * What taking back came to.
     *
     * @param back codes that are mapped as before
     * @param left codes that somebody mapped otherwise since; they stay
     * @param delivered orders the ERP accepted while it held, the newest first
     * @param count how many those are
     * @param quiet false: something was still being sent after a minute, and may be missing in the list
     */
    record Undone(
            long set,
            List<Wanted> back,
            List<Wanted> left,
            List<MappingBook.Delivered> delivered,
            int count,
            boolean quiet) {}

    boolean knows(long shopId, String code) {
        return !code.isEmpty() && books.facts().knowsCode(shopId, code);
    }

    Made map(MappingBook.Deed deed, Collection<Wanted> wanted) {
        var now = clock.instant();
        long set = transaction.execute(status -> books.mappings().change(deed, wanted));
        return goOn(set, now);
    }

    /** All that is mapped to a SKU of the ERP, or is called like it and mapped to nothing, becomes another's. */
    Carried merge(SkuCode old, SkuCode sku, String author) {
        var now = clock.instant();
        var wanted = new ArrayList<Wanted>();
        long set = transaction.execute(status -> {
            wanted.addAll(books.merged().carriedTo(old, sku));
            long made = books.mappings().change(new MappingBook.Deed("merge", old + " -> " + sku, author), wanted);
            books.merged().merge(old, sku, made);
            return made;
        });
        return new Carried(goOn(set, now), wanted.size());
    }

    /** @param codes that became the other's */
    record Carried(Made made, int codes) {}

    private Made goOn(long set, Instant since) {
        int released = requeue.releaseMapped();
        requeue.compareMappedSince(since);
        wake.run();
        return new Made(set, released);
    }

    /** What mapped a code as it is mapped now; of a mapping that nobody typed a set is written down first. */
    Optional<MappingBook.Made> inForce(long shopId, SkuCode code) {
        return transaction.execute(status -> books.mappings()
                .newest(shopId, code)
                .or(() -> books.mappings().adopt(shopId, code))
                .flatMap(books.mappings()::find));
    }

    Optional<MappingBook.Made> set(long id) {
        return books.mappings().find(id);
    }

    /** Whether a code is still mapped as this set said, or a merge of it is there to be taken back. */
    boolean holds(MappingBook.Made made) {
        return made.deed().kind().equals("merge")
                || books.mappings().changes(made.id()).stream()
                        .anyMatch(change -> change.now().equals(change.wanted()));
    }

    Undone undo(MappingBook.Made made, String author) {
        var now = clock.instant();
        var back = new ArrayList<Wanted>();
        var left = new ArrayList<Wanted>();
        long set = transaction.execute(status -> {
            for (var change : books.mappings().changes(made.id())) {
                var one = new Wanted(change.shopId(), change.code(), change.before());
                (change.now().equals(change.wanted()) ? back : left).add(one);
            }
            long by = books.mappings().change(new MappingBook.Deed("undo", Long.toString(made.id()), author), back);
            books.mappings().undone(made.id(), by);
            books.merged().undo(made.id());
            return by;
        });
        goOn(set, now);
        boolean quiet = patience.until(() -> sending() == 0, LONGEST_WAIT);
        return new Undone(
                set,
                back,
                left,
                books.mappings().delivered(made.id(), set, NAMED),
                books.mappings().countDelivered(made.id(), set),
                quiet);
    }

    private long sending() {
        return books.shops().all().stream()
                .mapToLong(shop -> books.outbox().sending(shop.id()))
                .sum();
    }
}
