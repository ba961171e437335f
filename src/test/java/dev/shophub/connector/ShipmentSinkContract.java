package dev.shophub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.ShipmentSink.Told;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Shipment;
import dev.shophub.model.Tracking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What telling a shop of parcels promises, tried against the platform's simulator. */
public interface ShipmentSinkContract {

    /** Two numbers of a carrier that the connector knows. */
    Tracking ONE = new Tracking("SF", "SF1234567890");

    Tracking OTHER = new Tracking("SF", "SF0987654321");

    Rehearsal rehearsal();

    ShipmentSink shipmentSink();

    /** A paid order with two lines, nothing of it shipped. */
    ExternalId orderToShip();

    /** The lines of {@link #orderToShip}, one piece each. */
    Map.Entry<ExternalId, ExternalId> lines();

    /** The number the platform shows for a line now; empty while it was not shipped. */
    Optional<String> numberOf(ExternalId lineId);

    /** A person ships the whole order at the platform. */
    void shipByHand(ExternalId orderId, Tracking tracking);

    /** A parcel with one piece of each of these lines; with none: with all that is still to be sent. */
    static Shipment parcel(Tracking tracking, ExternalId... lines) {
        var now = Instant.parse("2026-03-01T08:00:00Z");
        return new Shipment(
                new ExternalId("7001"),
                "platform:1",
                tracking,
                List.of(lines).stream().map(line -> new Shipment.Piece(line, 1)).toList(),
                now,
                now);
    }

    @Test
    default void tellsOfAParcelWithAllThatWasToBeSent() {
        var told = shipmentSink().ship(orderToShip(), parcel(ONE), Optional.empty());

        assertThat(told).isEqualTo(Told.NOW);
        assertThat(numberOf(lines().getKey())).contains(ONE.number());
        assertThat(numberOf(lines().getValue())).contains(ONE.number());
    }

    @Test
    default void tellsOfTwoParcelsOfOneOrder() {
        shipmentSink().ship(orderToShip(), parcel(ONE, lines().getKey()), Optional.empty());
        assertThat(numberOf(lines().getValue())).isEmpty();

        shipmentSink().ship(orderToShip(), parcel(OTHER, lines().getValue()), Optional.empty());

        assertThat(numberOf(lines().getKey())).contains(ONE.number());
        assertThat(numberOf(lines().getValue())).contains(OTHER.number());
    }

    @Test
    default void aParcelToldTwiceIsToldOnce() {
        shipmentSink().ship(orderToShip(), parcel(ONE), Optional.empty());

        assertThat(shipmentSink().ship(orderToShip(), parcel(ONE), Optional.empty()))
                .isEqualTo(Told.BEFORE);
        assertThat(shipmentSink().ship(orderToShip(), parcel(ONE), Optional.of(ONE)))
                .isEqualTo(Told.BEFORE);
        assertThat(numberOf(lines().getKey())).contains(ONE.number());
    }

    @Test
    default void whatAPersonShippedIsLeftAlone() {
        shipByHand(orderToShip(), OTHER);

        assertThat(shipmentSink().ship(orderToShip(), parcel(ONE), Optional.empty()))
                .isEqualTo(Told.OTHERWISE);
        assertThat(numberOf(lines().getKey())).contains(OTHER.number());
    }

    @Test
    default void anOrderThatIsGoneIsRejected() {
        assertThatThrownBy(() -> shipmentSink().ship(new ExternalId("999999999"), parcel(ONE), Optional.empty()))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    default void anUnknownCarrierIsRejectedByName() {
        var strange = new Tracking("NO-SUCH-CARRIER", "1");

        assertThatThrownBy(() -> shipmentSink().ship(orderToShip(), parcel(strange), Optional.empty()))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("NO-SUCH-CARRIER");
        assertThat(numberOf(lines().getKey())).isEmpty();
    }

    @Test
    default void parcelsPassOnTheWaitThePlatformAsksFor() {
        rehearsal().rateLimitNext(Duration.ofSeconds(7));

        assertThatThrownBy(() -> shipmentSink().ship(orderToShip(), parcel(ONE), Optional.empty()))
                .isInstanceOfSatisfying(RateLimitedException.class, limited -> assertThat(limited.waitTime())
                        .isEqualTo(Duration.ofSeconds(7)));
    }
}
