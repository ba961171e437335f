package dev.shophub.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Rung after a commit that wrote messages, so that deliveries need not wait for their next look. */
public final class Bell {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private final Map<Destination, Long> ofOne = new HashMap<>();
    private long ofAll;

    /** Wakes the deliveries to every destination. */
    public void ring() {
        lock.lock();
        try {
            ofAll++;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Wakes the deliveries to one destination: one of them has ended, and what it held up may go. */
    public void ring(Destination destination) {
        lock.lock();
        try {
            ofOne.merge(destination, 1L, Long::sum);
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How often it was rung for this destination so far. */
    public long rings(Destination destination) {
        lock.lock();
        try {
            return ofAll + ofOne.getOrDefault(destination, 0L);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it was rung for this destination more often than {@code heard}, at most that long. */
    public void await(Destination destination, long heard, Duration most) throws InterruptedException {
        lock.lock();
        try {
            long left = most.toNanos();
            while (rings(destination) <= heard && left > 0) {
                left = rung.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
