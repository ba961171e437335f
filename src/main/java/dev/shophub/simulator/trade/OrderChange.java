package dev.shophub.simulator.trade;

import dev.shophub.simulator.trade.Rows.OrderState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What several events, one after another, make of one order; unset is unchanged. */
final class OrderChange {

    private Optional<String> status = Optional.empty();
    private Optional<String> stepStatus = Optional.empty();
    private Optional<Instant> paidAt = Optional.empty();
    private Optional<Instant> shippedAt = Optional.empty();
    private Optional<Instant> completedAt = Optional.empty();
    private Optional<Happening.Memo> memo = Optional.empty();
    private Instant modifiedAt = Instant.EPOCH;
    private boolean placed;
    private boolean restocked;
    private List<Long> shippedLines = new ArrayList<>();

    /** Takes the next event of the order; events come in the order in which they are due. */
    void take(Event event) {
        touch(event.at());
        if (event.what() instanceof Happening.Place place) {
            status = Optional.of(place.status());
            stepStatus = Optional.of(place.stepStatus());
            placed = true;
        } else if (event.what() instanceof Happening.Pay pay) {
            status = Optional.of(pay.status());
            stepStatus = Optional.of(pay.stepStatus());
            if (!"UNPAID".equals(pay.status()) && paidAt.isEmpty()) {
                paidAt = Optional.of(event.at());
            }
        } else if (event.what() instanceof Happening.Ship ship) {
            status = Optional.of(ship.lines().isEmpty() ? "SHIPPED" : "PARTLY_SHIPPED");
            shippedLines = new ArrayList<>(ship.lines());
            if (shippedAt.isEmpty()) {
                shippedAt = Optional.of(event.at());
            }
        } else if (event.what() instanceof Happening.Complete) {
            status = Optional.of("COMPLETED");
            completedAt = Optional.of(event.at());
        } else if (event.what() instanceof Happening.Close close) {
            status = Optional.of(close.status());
            completedAt = Optional.of(event.at());
            restocked = close.restocks();
        } else if (event.what() instanceof Happening.Memo written) {
            memo = Optional.of(written);
        }
    }

    /** Something about the order changed that is not kept with it: one of its refunds. */
    void touch(Instant at) {
        if (at.isAfter(modifiedAt)) {
            modifiedAt = at;
        }
    }

    OrderState appliedTo(OrderState before) {
        return new OrderState(
                status.orElse(before.status()),
                stepStatus.orElse(before.stepStatus()),
                modifiedAt.isAfter(before.modifiedAt()) ? modifiedAt : before.modifiedAt(),
                before.paidAt().or(() -> paidAt),
                before.shippedAt().or(() -> shippedAt),
                completedAt.or(before::completedAt),
                memo.map(Happening.Memo::text).orElse(before.memo()),
                memo.map(Happening.Memo::flag).orElse(before.flag()));
    }

    Optional<String> status() {
        return status;
    }

    Optional<String> stepStatus() {
        return stepStatus;
    }

    Optional<Instant> paidAt() {
        return paidAt;
    }

    Optional<Instant> shippedAt() {
        return shippedAt;
    }

    Optional<Instant> completedAt() {
        return completedAt;
    }

    Optional<Happening.Memo> memo() {
        return memo;
    }

    Instant modifiedAt() {
        return modifiedAt;
    }

    boolean placed() {
        return placed;
    }

    /** Its pieces return to the shown stock. */
    boolean restocked() {
        return restocked;
    }

    /** The only lines that left, when the order left in part; empty: all follow the order. */
    List<Long> shippedLines() {
        return "PARTLY_SHIPPED".equals(status.orElse("")) ? List.copyOf(shippedLines) : List.of();
    }

    String lineStatus(long oid) {
        var word = status.orElseThrow();
        return "PARTLY_SHIPPED".equals(word) ? shippedLines.contains(oid) ? "SHIPPED" : "PAID" : word;
    }
}
