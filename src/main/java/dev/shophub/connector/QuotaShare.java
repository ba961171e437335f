package dev.shophub.connector;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * A part of every quota: whoever calls through it takes a place of its own part first and then one of the whole, so that the rest is
 * left to the others however much it wants.
 */
public final class QuotaShare implements Quotas {

    private final Quotas whole;
    private final DoubleSupplier part;
    private final Quotas own = new BucketQuotas();

    /** @param part above 0, 1 at most; a change holds for connectors made from then on */
    public QuotaShare(Quotas whole, DoubleSupplier part) {
        this.whole = whole;
        this.part = part;
    }

    @Override
    public Quota of(String name, double perSecond) {
        var shared = whole.of(name, perSecond);
        var mine = own.of(name, perSecond * part.getAsDouble());
        return new Quota() {
            @Override
            public void take(Duration patience) {
                mine.take(patience);
                shared.take(patience);
            }

            @Override
            public void closeFor(Duration wait) {
                shared.closeFor(wait);
            }
        };
    }
}
