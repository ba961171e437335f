package dev.shophub.demo;

import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import dev.shophub.reconcile.ErpTruth;
import dev.shophub.reconcile.PlatformTruth;
import dev.shophub.simulator.TruthState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** What the simulated platforms, ERP and mailbox hold, for audits and for those who look at the demo's mails. */
public final class DemoBooks implements PlatformTruth, ErpTruth, AutoCloseable {

    private final TruthState truth;
    private final Runnable afterwards;

    private DemoBooks(DataSource world, Runnable afterwards) {
        this.truth = new TruthState(world);
        this.afterwards = afterwards;
    }

    /** @param world the simulators' schema, already migrated; whoever opened it closes it */
    public static DemoBooks of(DataSource world) {
        return new DemoBooks(world, () -> {});
    }

    /** With a pool of its own on the simulators' schema. */
    static DemoBooks open(String worldUrl, String user, String password) {
        var pool = StoppedDemo.pool(worldUrl, user, password);
        return new DemoBooks(pool, pool::close);
    }

    @Override
    public void ordersShown(ShopKey shop, Instant now, Consumer<Map<ExternalId, Instant>> pages) {
        truth.ordersShown(shop, now, pages);
    }

    @Override
    public Set<String> known(Collection<String> orderReferences) {
        return truth.erpKnows(orderReferences);
    }

    /** By how many days the trade folder was moved; empty when trade is invented. */
    public Optional<Integer> shiftDays() {
        return truth.shiftDays();
    }

    /** The newest mails, the newest first. */
    public List<DemoMail> mails(int number) {
        return truth.letters(number).stream()
                .map(letter -> new DemoMail(
                        letter.id(),
                        letter.receivedAt(),
                        letter.recipient(),
                        letter.subject(),
                        letter.messageId(),
                        letter.raw()))
                .toList();
    }

    @Override
    public void close() {
        afterwards.run();
    }

    /**
     * A mail in the demo's mailbox.
     *
     * @param id grows with time
     * @param receivedAt UTC
     * @param raw RFC 5322, as received
     */
    public record DemoMail(
            long id, Instant receivedAt, String recipient, String subject, String messageId, byte[] raw) {}
}
