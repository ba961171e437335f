package dev.shophub.command;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.shophub.reconcile.Preview;
import dev.shophub.store.ShopRow.State;
import dev.shophub.store.Shops;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The state of the hub.
 *
 * @param ok no trouble stands, no shop is paused or out, nothing was given up
 * @param running false for a stopped demo
 * @param erp how far the ERP's streams are read
 * @param hubWaiting the hub's own messages on their way
 * @param hubDead the hub's own messages given up
 * @param oversold SKUs of which shops promised more than there is; a matter of trade, no trouble of the hub's
 * @param standing what people hold; no trouble
 * @param release which release answers: of a stopped demo the command line's own
 */
@JsonPropertyOrder({
    "mode",
    "ok",
    "shops",
    "running",
    "erp",
    "hubWaiting",
    "hubDead",
    "troubles",
    "oversold",
    "standing",
    "release"
})
record HubStatus(
        String mode,
        boolean ok,
        List<ShopStatus> shops,
        boolean running,
        List<StreamStatus> erp,
        List<Waiting> hubWaiting,
        long hubDead,
        List<Trouble> troubles,
        List<OversoldSku> oversold,
        List<StandingStill.Standing> standing,
        String release) {

    /** A hub that still runs as the release before told none. */
    HubStatus {
        release = Optional.ofNullable(release).orElse("-");
    }

    /**
     * The state of one shop.
     *
     * @param state {@code live}, {@code observing}, {@code paused} or {@code out}
     * @param goLiveFrom UTC, null while never live
     * @param waiting messages on their way, or kept until go-live
     * @param reason why it is paused or out
     * @param stages what waits at each step from the platform to the parcel; steps at which nothing waits are left out
     * @param zone of the shop's days and of what is typed for it
     * @param wouldSend what would have been sent, by kind, where the shop is asked for alone and is only read
     */
    @JsonPropertyOrder({"shop", "platform", "title", "state", "goLiveFrom", "waiting"})
    record ShopStatus(
            String shop,
            String platform,
            String title,
            String state,
            Optional<Instant> goLiveFrom,
            long waiting,
            String reason,
            List<Waiting> waitingByKind,
            long parked,
            long dead,
            long quarantined,
            List<StreamStatus> streams,
            List<HistoryStatus> history,
            List<StageStatus> stages,
            String zone,
            List<Preview.Kind> wouldSend) {

        boolean well() {
            return dead == 0 && !state.equals(State.PAUSED.word()) && (!state.equals(State.OUT.word()) || atRest());
        }

        /** Removed on purpose, and nothing waits for it. */
        private boolean atRest() {
            return reason.startsWith(Shops.REMOVED) && waiting == 0 && parked == 0;
        }
    }

    /**
     * What waits at a step.
     *
     * @param stage {@code read}, {@code stored}, {@code erp} or {@code shipped}: what it waits for
     * @param waiting orders; 0 for {@code read}, where the platform alone knows
     * @param oldestSeconds how long the oldest waits
     */
    record StageStatus(String stage, long waiting, long oldestSeconds) {}

    /** Messages of one kind that wait. */
    record Waiting(String destination, String kind, long messages) {}

    /**
     * How far a stream is read.
     *
     * @param freshnessSeconds since the last good poll; null when there was none
     * @param failure of the last poll, empty when it went well
     * @param catchingUp how much of what was not read for a while is, in percent by time; null where nothing is behind
     */
    record StreamStatus(
            String stream,
            Optional<Long> freshnessSeconds,
            Optional<Instant> lastGoodAt,
            Instant watermark,
            long records,
            String failure,
            Optional<Integer> catchingUp) {}

    /**
     * How far what was there at first contact is read.
     *
     * @param percent by time, 0 to 100
     */
    record HistoryStatus(
            String stream, Optional<Instant> from, Optional<Instant> to, Instant readTo, int percent, long records) {}

    /**
     * A SKU of which shops promised more than there is.
     *
     * @param sku the ERP's
     * @param missing pieces
     * @param since UTC
     */
    record OversoldSku(String sku, String title, long missing, Instant since) {}

    /** Something that is wrong now. */
    record Trouble(String kind, Optional<String> shop, String message, Instant since) {}
}
