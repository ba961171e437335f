package dev.shophub.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/** A clock that a test moves ahead; in between it stands, or goes on as the real one does. */
public final class WalkedClock extends Clock {

    private final Clock between;
    private final Consumer<Duration> kept;
    private volatile Duration ahead;

    private WalkedClock(Clock between, Duration ahead, Consumer<Duration> kept) {
        this.between = between;
        this.ahead = ahead;
        this.kept = kept;
    }

    /** Stands until it is moved. */
    public WalkedClock(Instant start) {
        this(Clock.fixed(start, ZoneOffset.UTC), Duration.ZERO, ahead -> {});
    }

    /** The real one, until it is moved. */
    public static WalkedClock going() {
        return new WalkedClock(Clock.systemUTC(), Duration.ZERO, ahead -> {});
    }

    /**
     * Goes on by itself. How far it was moved is kept in a file: opened again after a break it shows a time later than any it
     * has shown.
     *
     * @param start what it shows when there is no such file yet
     */
    public static WalkedClock going(Path file, Instant start) {
        var real = Clock.systemUTC();
        Consumer<Duration> kept = ahead -> write(file, ahead);
        if (!Files.exists(file)) {
            kept.accept(Duration.between(real.instant(), start));
        }
        return new WalkedClock(real, read(file), kept);
    }

    public void advance(Duration by) {
        var further = ahead.plus(by);
        kept.accept(further);
        ahead = further;
    }

    @Override
    public Instant instant() {
        return between.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The world's time is UTC");
    }

    private static Duration read(Path file) {
        try {
            return Duration.parse(Files.readString(file).strip());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void write(Path file, Duration ahead) {
        try {
            var whole = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), ahead.toString());
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
