package dev.shophub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.RejectedException;
import dev.shophub.connector.ShipmentSink;
import dev.shophub.connector.Shop;
import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Shipment;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import dev.shophub.model.Tracking;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.shipment.ShipmentRoom;
import dev.shophub.store.ErpLinks;
import dev.shophub.store.Shipments;
import dev.shophub.store.Versioned;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the ERP's parcel to the shop that is told of it, on a real database. */
class ShipmentsIT {

    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final ShopKey ERP = new ShopKey("erp");
    private static final Tracking FIRST = new Tracking("SF", "SF1");
    private static final Tracking CORRECTED = new Tracking("SF", "SF2");

    private final PaperShop shop = new PaperShop();
    private IntakeWorld world;
    private ShipmentRoom room;

    @BeforeEach
    void open() {
        world = new IntakeWorld(NOW);
        world.shops().ensure(ERP, "rest", "erp", "ERP", ZoneOffset.UTC);
        new ErpLinks(world.jdbc(), CLOCK).intend(world.shop().id(), "order", "42", "42", "taobao:42");
        room = new ShipmentRoom(
                new Shipments(world.jdbc()),
                key -> key.equals(world.shop().key()) ? Optional.of(shop) : Optional.empty(),
                CLOCK);
    }

    @Test
    void aParcelIsToldOnceHoweverOftenItIsRead() {
        erpSays(parcel("1", FIRST, NOW));
        erpSays(parcel("1", FIRST, NOW));

        assertThat(deliver()).containsExactly(new Outcome.Delivered("SF SF1"));
        assertThat(shop.calls).containsExactly("42 SF SF1 7x2");

        erpSays(parcel("1", FIRST, NOW.plusSeconds(9)));
        assertThat(deliver()).containsExactly(new Outcome.Dropped("unchanged"));
        assertThat(shop.calls).hasSize(1);
    }

    @Test
    void aCorrectedNumberReplacesTheOneTheHubWrote() {
        erpSays(parcel("1", FIRST, NOW));
        deliver();

        erpSays(parcel("1", CORRECTED, NOW.plusSeconds(9)));

        assertThat(deliver()).containsExactly(new Outcome.Delivered("SF SF2"));
        assertThat(shop.calls).containsExactly("42 SF SF1 7x2", "42 SF SF2 7x2 instead of SF1");
    }

    @Test
    void whatAPersonShippedThereStaysAndLaterCorrectionsDoToo() {
        shop.shippedOtherwise = true;
        erpSays(parcel("1", FIRST, NOW));
        assertThat(deliver()).containsExactly(new Outcome.Dropped("shipped-otherwise"));

        erpSays(parcel("1", CORRECTED, NOW.plusSeconds(9)));
        assertThat(deliver()).containsExactly(new Outcome.Dropped("shipped-otherwise"));
        assertThat(shop.calls).containsExactly("42 SF SF1 7x2", "42 SF SF2 7x2");
    }

    @Test
    void aHubKilledBeforeItsNoteAsksThePlatformAgain() {
        erpSays(parcel("1", FIRST, NOW));
        deliver();
        world.jdbc().update("UPDATE shipment SET told_carrier = NULL, told_tracking = NULL, told_at = NULL");
        world.jdbc().update("UPDATE outbox SET state = 'waiting'");

        assertThat(deliver()).containsExactly(new Outcome.Delivered("SF SF1"));
        assertThat(world.jdbc().queryForObject("SELECT told_tracking FROM shipment", String.class))
                .isEqualTo("SF1");
    }

    @Test
    void parcelsOfOneOrderGoOneAfterTheOther() {
        erpSays(parcel("1", FIRST, NOW), parcel("2", CORRECTED, NOW));

        assertThat(world.outbox().claim(Destination.SHIPMENT, 10)).hasSize(1);
        assertThat(world.outbox().claim(Destination.SHIPMENT, 10)).isEmpty();
    }

    @Test
    void anOrderTheHubNeverSentIsNobodys() {
        erpSays(new Shipment(new ExternalId("3"), "counter:9", FIRST, List.of(), NOW, NOW));

        assertThat(deliver()).isEmpty();
    }

    @Test
    void aShopThatIsOnlyObservedIsToldNothing() {
        world.shops().observe(world.shop().key());
        erpSays(parcel("1", FIRST, NOW));

        assertThat(deliver()).isEmpty();
        assertThat(shop.calls).isEmpty();
    }

    @Test
    void aShopThatIsNotConnectedIsADeadLetter() {
        erpSays(parcel("1", FIRST, NOW));
        var message = world.outbox().claim(Destination.SHIPMENT, 1).get(0);

        assertThatThrownBy(() ->
                        new ShipmentRoom(new Shipments(world.jdbc()), key -> Optional.empty(), CLOCK).tell(message))
                .isInstanceOf(RejectedException.class);
    }

    private static Shipment parcel(String id, Tracking tracking, Instant modifiedAt) {
        return new Shipment(
                new ExternalId(id),
                "taobao:42",
                tracking,
                List.of(new Shipment.Piece(new ExternalId("7"), 2)),
                NOW,
                modifiedAt);
    }

    private void erpSays(Shipment... parcels) {
        var versions = List.of(parcels).stream()
                .map(parcel -> Versioned.of(
                        new RawRecord(
                                ERP,
                                Stream.SHIPMENTS,
                                parcel.id(),
                                parcel.toString().getBytes(StandardCharsets.UTF_8),
                                NOW),
                        parcel.modifiedAt(),
                        parcel))
                .toList();
        var erp = world.shops().find(ERP).orElseThrow();
        world.intake().saveShipments(new NormalisedPage<>(erp, Stream.SHIPMENTS, versions, List.of()));
    }

    private List<Outcome> deliver() {
        var outcomes = new ArrayList<Outcome>();
        for (OutboxMessage message : world.outbox().claim(Destination.SHIPMENT, 10)) {
            var outcome = room.tell(message);
            world.outbox().finish(List.of(message.id()), outcome, Duration.ZERO);
            outcomes.add(outcome);
        }
        return outcomes;
    }

    /** A shop that writes down what it is told, and has what it was told. */
    private static final class PaperShop implements ShipmentSink {

        private final List<String> calls = new ArrayList<>();
        private boolean shippedOtherwise;
        private String number = "";

        @Override
        public Shop shop() {
            return new Shop(
                    new ShopKey("paper"), "paper", "Paper", URI.create("http://localhost"), ZoneOffset.UTC, Map.of());
        }

        @Override
        public Instant platformNow() {
            return NOW;
        }

        @Override
        public Told ship(ExternalId orderId, Shipment shipment, Optional<Tracking> written) {
            calls.add(orderId + " " + shipment.tracking()
                    + shipment.pieces().stream()
                            .map(piece -> " " + piece.lineId() + "x" + piece.quantity())
                            .reduce("", String::concat)
                    + written.map(before -> " instead of " + before.number()).orElse(""));
            if (shippedOtherwise) {
                return Told.OTHERWISE;
            }
            var before = number;
            number = shipment.tracking().number();
            return before.equals(number) ? Told.BEFORE : Told.NOW;
        }
    }
}
