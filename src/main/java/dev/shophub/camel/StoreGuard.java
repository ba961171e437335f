package dev.shophub.camel;

import dev.shophub.connector.AccountSource;
import dev.shophub.connector.Connector;
import dev.shophub.connector.Failure;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.UnavailableException;
import dev.shophub.model.Account;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Lets no call of a connection out before it is sure whose store answers: of a store that is not the shop's nothing is read and to it
 * nothing is written, whoever asks. Sure once, it asks no more: a changed key or address makes another connection.
 */
final class StoreGuard implements HttpCalls {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpCalls calls;
    private final Consumer<Account> mayAnswer;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Optional<AccountSource> source = Optional.empty();
    private volatile boolean sure;
    private volatile long asked;
    private Optional<Failure> failed = Optional.empty();

    /** @param mayAnswer throws a failure when this account is not the shop's */
    StoreGuard(HttpCalls calls, Consumer<Account> mayAnswer) {
        this.calls = calls;
        this.mayAnswer = mayAnswer;
    }

    /** The connector that calls through this; one that cannot tell whose store it is is let through. */
    Connector of(Connector connector) {
        if (connector instanceof AccountSource told) {
            source = Optional.of(told);
        } else {
            sure = true;
        }
        return connector;
    }

    /** @throws Failure also of the question whose store it is, and {@code AuthFailedException} when it is not the shop's */
    @Override
    public Response send(Request request) {
        if (!sure && !asking.isHeldByCurrentThread()) {
            makeSure();
        }
        return calls.send(request);
    }

    private void makeSure() {
        var before = asked;
        enter();
        try {
            if (sure) {
                return;
            }
            if (asked != before && failed.isPresent()) {
                throw failed.get(); // another call asked while this one waited: it does not wait once more
            }
            ask();
        } finally {
            asking.unlock();
        }
    }

    private void ask() {
        try {
            source.orElseThrow().account().ifPresent(mayAnswer);
            failed = Optional.empty();
            sure = true;
        } catch (Failure notSure) {
            failed = Optional.of(notSure);
            throw notSure;
        } finally {
            asked++;
        }
    }

    private void enter() {
        try {
            if (asking.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        throw new UnavailableException("The platform has not said yet whose store it is");
    }
}
