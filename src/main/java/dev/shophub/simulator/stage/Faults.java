package dev.shophub.simulator.stage;

import dev.shophub.model.ShopKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Makes the simulated platform fail: once and on demand, or now and then by name. Faults asked for with {@code …Next}
 * befall the next calls to the gateway in the order they were asked for, one each. Standing faults come seeded and never
 * in bursts, so that none keeps a stream unread for a minute. Safe for use by several threads.
 */
public final class Faults {

    /** The standing faults by name. */
    public static final Set<String> NAMES =
            Set.of("rate-limit", "expired-token", "5xx", "html", "stall", "moving-rows");

    private static final Duration STALL = Duration.ofSeconds(60);
    private static final Duration STANDING_STALL = Duration.ofSeconds(20);
    private static final Duration BETWEEN_STALLS = Duration.ofMinutes(2);
    private static final Duration BETWEEN_FAULTS = Duration.ofSeconds(10);
    private static final Duration BETWEEN_EXPIRIES = Duration.ofMinutes(5);
    private static final int STANDING_BAN_SECONDS = 2;
    private static final double MOVING = 0.1;

    /** How likely a call is met by each standing fault. */
    private static final Map<String, Double> RATES =
            Map.of("rate-limit", 0.01, "5xx", 0.01, "html", 0.005, "stall", 0.003);

    private final TokenDesk tokens;
    private final Clock clock;
    private final Deque<Fault> next = new ArrayDeque<>();
    private final Set<String> standing = new HashSet<>();
    private final Set<String> withdrawn = new HashSet<>();
    private final Map<ShopKey, Instant> nextExpiry = new HashMap<>();
    private Random random = new Random(1);
    private Instant stalledUntil = Instant.MIN;
    private Instant quietUntil = Instant.MIN;
    private Instant noStallUntil = Instant.MIN;
    private boolean moving;

    public Faults(TokenDesk tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The next {@code calls} calls are refused for a spent quota and told to wait {@code seconds}. */
    public void rateLimitNext(int calls, int seconds) {
        add(calls, () -> new Fault.RateLimit(seconds));
    }

    /** The shop's access token is over as of now; its refresh token lives. */
    public void expireToken(ShopKey shop) {
        tokens.expireAccess(shop);
    }

    /** Every call of the next while hangs until that while is over, and is then given up with HTTP 504. */
    public synchronized void stall(Duration time) {
        stalledUntil = clock.instant().plus(time);
    }

    /** Each of the next {@code calls} calls hangs for a minute, and is then given up with HTTP 504. */
    public void stallNext(int calls) {
        add(calls, () -> new Fault.Stall(STALL));
    }

    /** The next {@code calls} calls are answered with this HTTP status and a page of HTML. */
    public void failNext(int status, int calls) {
        add(calls, () -> new Fault.Html(status));
    }

    /** The next {@code calls} calls are answered with a page of HTML and HTTP status 200. */
    public void htmlNext(int calls) {
        failNext(200, calls);
    }

    /** The next {@code calls} calls get their true answer cut in the middle. */
    public void truncateNext(int calls) {
        add(calls, Fault.Truncate::new);
    }

    /** While on, after every page of a list by modification a row of that list is modified, so that it moves. */
    public synchronized void movingRows(boolean on) {
        moving = on;
    }

    /** From now on the shop's calls of this method are refused for want of a permission. */
    public synchronized void withdrawPermission(ShopKey shop, String method) {
        withdrawn.add(shop + " " + method);
    }

    /** Takes {@link #withdrawPermission} back. */
    public synchronized void restorePermission(ShopKey shop, String method) {
        withdrawn.remove(shop + " " + method);
    }

    /**
     * Switches standing faults on, in place of those that stood before; rates are in the simulator's documentation.
     *
     * @param names of {@link #NAMES}
     * @param seed the same seed and the same calls give the same faults
     * @throws IllegalArgumentException when a name is not known
     */
    public synchronized void standing(Set<String> names, long seed) {
        var unknown = new TreeSet<>(names);
        unknown.removeAll(NAMES);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Fault not known (fault=" + unknown.first() + "); known are "
                    + String.join(", ", new TreeSet<>(NAMES)));
        }
        standing.clear();
        standing.addAll(names);
        random = new Random(seed);
        nextExpiry.clear();
        quietUntil = clock.instant().plus(BETWEEN_FAULTS);
        noStallUntil = clock.instant().plus(BETWEEN_FAULTS);
    }

    /** Ends every fault; tokens that expired stay so. */
    public synchronized void clear() {
        next.clear();
        standing.clear();
        withdrawn.clear();
        stalledUntil = Instant.MIN;
        random = new Random(1);
        moving = false;
    }

    /** How many faults asked for have not befallen a call yet. */
    public synchronized int waiting() {
        return next.size();
    }

    /** What befalls the call that arrives now. */
    public synchronized Optional<Fault> take() {
        var now = clock.instant();
        if (now.isBefore(stalledUntil)) {
            return Optional.of(new Fault.Stall(Duration.between(now, stalledUntil)));
        }
        return Optional.ofNullable(next.poll()).or(() -> takeStanding(now));
    }

    /** Expires the access token where that standing fault is due; asked when a session is used. */
    public synchronized boolean expiresNow(ShopKey shop) {
        if (!standing.contains("expired-token")) {
            return false;
        }
        var now = clock.instant();
        var due = nextExpiry.putIfAbsent(shop, now.plus(BETWEEN_EXPIRIES));
        if (due == null || now.isBefore(due)) {
            return false;
        }
        nextExpiry.put(shop, now.plus(BETWEEN_EXPIRIES));
        return true;
    }

    /** The place of the row to modify after this page was read. */
    public synchronized OptionalLong rowToMove(Paging paging) {
        if (!moving && !(standing.contains("moving-rows") && random.nextDouble() < MOVING)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(random.nextLong(paging.offset() + paging.size()));
    }

    public synchronized boolean isWithdrawn(ShopKey shop, String method) {
        return withdrawn.contains(shop + " " + method);
    }

    private Optional<Fault> takeStanding(Instant now) {
        if (standing.isEmpty() || now.isBefore(quietUntil)) {
            return Optional.empty();
        }
        var fault = Optional.<Fault>empty();
        if (comes("rate-limit")) {
            fault = Optional.of(new Fault.RateLimit(STANDING_BAN_SECONDS));
        } else if (comes("5xx")) {
            fault = Optional.of(new Fault.Html(503));
        } else if (comes("html")) {
            fault = Optional.of(new Fault.Html(200));
        } else if (!now.isBefore(noStallUntil) && comes("stall")) {
            fault = Optional.of(new Fault.Stall(STANDING_STALL));
            noStallUntil = now.plus(BETWEEN_STALLS);
        }
        if (fault.isPresent()) {
            quietUntil = now.plus(BETWEEN_FAULTS);
        }
        return fault;
    }

    private boolean comes(String name) {
        return standing.contains(name) && random.nextDouble() < RATES.get(name);
    }

    private synchronized void add(int calls, Supplier<Fault> fault) {
        for (var call = 0; call < calls; call++) {
            next.add(fault.get());
        }
    }
}
