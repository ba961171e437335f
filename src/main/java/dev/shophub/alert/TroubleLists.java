package dev.shophub.alert;

import dev.shophub.outbox.Destination;
import dev.shophub.outbox.Parking;
import dev.shophub.store.BrakeBook;
import dev.shophub.store.ShopRow;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What exactly a trouble is about, for those that concern many things: the lines below its sentence. */
final class TroubleLists {

    private static final int MOST = 50;
    private static final Duration JUST_RELEASED = Duration.ofHours(1);

    private final BrakeBook brake;
    private final Parking parking;
    private final AccessGap access;
    private final Words words;
    private final Clock clock;
    private final Disk disk;

    TroubleLists(BrakeBook brake, Parking parking, AccessGap access, Disk disk, Words words, Clock clock) {
        this.disk = disk;
        this.brake = brake;
        this.parking = parking;
        this.access = access;
        this.words = words;
        this.clock = clock;
    }

    /** Lines, the weightiest first; none where the sentence says all. */
    List<String> of(String kind, Optional<ShopRow> shop) {
        return switch (kind) {
            case "brake" -> shop.map(this::falling).orElse(List.of());
            case "brake-price" -> shop.map(this::prices).orElse(List.of());
            case DiskWatch.SHORT, DiskWatch.FULL -> largest();
            case "auth" -> shop.map(access::lines).orElse(List.of());
            default -> List.of();
        };
    }

    private List<String> falling(ShopRow shop) {
        var falling = brake.falling(shop.id(), clock.instant().minus(JUST_RELEASED), MOST);
        return falling.stream()
                .map(one -> words.text(
                        "trouble.brake.line",
                        Outside.line(one.title()),
                        one.item().value(),
                        Long.toString(one.shown()),
                        Long.toString(one.wanted())))
                .toList();
    }

    /** What takes the room of the volumes that are short of it. */
    private List<String> largest() {
        return disk.watch().shortOnes().stream()
                .flatMap(root -> disk.use().biggest(root).stream())
                .map(use -> words.text(
                        use.table() ? "trouble.disk.table" : "trouble.disk.folder",
                        Outside.line(use.name()),
                        DiskWatch.size(use.bytes())))
                .toList();
    }

    /** Who knows what is short of room, and what takes it. */
    record Disk(DiskWatch watch, DiskUse use) {}

    private List<String> prices(ShopRow shop) {
        return parking.parked(Parking.BRAKE).stream()
                .filter(one -> one.shopId() == shop.id() && one.destination().equals(Destination.CHANGE))
                .limit(MOST)
                .map(one -> one.subject() + " · " + price(one.detail()))
                .toList();
    }

    /** {@code 12.00 -> 5.00 CNY: below-cost, too-far}, its reasons in the reader's language. */
    private String price(String detail) {
        var colon = detail.lastIndexOf(": ");
        return colon < 0
                ? detail
                : detail.substring(0, colon).replace("->", "→")
                        + words.text("price.because")
                        + Arrays.stream(detail.substring(colon + 2).split(", "))
                                .map(concern -> words.textOr("price.concern." + concern, concern))
                                .collect(Collectors.joining(words.text("price.and")));
    }
}
