package dev.shophub.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.MailWorld;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.PermissionSource;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.Shop;
import dev.shophub.connector.UnavailableException;
import dev.shophub.model.ShopKey;
import dev.shophub.store.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pain point 34: a missing permission is named before the first write is refused, at the start and once a day. */
class PermissionsIT {

    private static final PermissionSource.Missing WRITES =
            new PermissionSource.Missing("write_inventory", false, List.of("set-stock"));
    private static final PermissionSource.Missing READS =
            new PermissionSource.Missing("read_all_orders", true, List.of("history"));

    private static MailWorld world;

    private final Map<ShopKey, Key> keys = new HashMap<>();
    private Permissions permissions;

    @BeforeAll
    static void world() {
        world = new MailWorld();
    }

    @BeforeEach
    void aLiveShop() {
        world.reset();
        keys.put(world.shop.key(), new Key());
        permissions =
                new Permissions(world.shops, key -> Optional.ofNullable(keys.get(key)), world.troubles, world.clock);
    }

    @Test
    void whatIsMissingIsMailedWithWhatItStopsAndCuredOnceItIsGranted() throws Exception {
        key().missing.add(WRITES);
        key().missing.add(new PermissionSource.Missing("write_discounts", false, List.of()));
        permissions.look();
        assertThat(open()).singleElement().satisfies(trouble -> {
            assertThat(trouble.kind()).isEqualTo("permission");
            assertThat(trouble.said().sentence())
                    .contains("shop=taobao-one", "write_inventory (stops set-stock); write_discounts");
        });
        var mail = world.deliver().get(0);
        assertThat(MailWorld.body(mail, "text/plain"))
                .contains("缺少平台权限", "缺少系统需要的权限：write_inventory（影响：写库存）", "write_discounts");
        key().missing.clear();
        world.clock.advance(Duration.ofMinutes(59));
        permissions.look();
        assertThat(open()).hasSize(1);
        world.clock.advance(Duration.ofMinutes(1));
        permissions.look();
        assertThat(open()).isEmpty();
    }

    @Test
    void aKeyThatMayAllIsAskedOnceADay() {
        permissions.look();
        world.clock.advance(Duration.ofHours(23));
        permissions.look();
        assertThat(key().asked).isEqualTo(1);
        world.clock.advance(Duration.ofHours(1));
        key().missing.add(READS);
        permissions.look();
        assertThat(key().asked).isEqualTo(2);
        assertThat(open()).hasSize(1);
    }

    @Test
    void aShopThatIsOnlyReadNeedsNoPermissionToWriteUntilItGoesLive() {
        world.shops.observe(world.shop.key());
        key().missing.add(WRITES);
        permissions.look();
        assertThat(open()).isEmpty();
        world.shops.goLive(world.shop.key(), world.clock.instant());
        permissions.look();
        assertThat(open()).hasSize(1);
        world.shops.observe(world.shop.key());
        key().missing.add(READS);
        permissions.look();
        assertThat(open()).singleElement().satisfies(trouble -> assertThat(
                        trouble.said().sentence())
                .contains("read_all_orders")
                .doesNotContain("write_inventory"));
    }

    @Test
    void whereNothingIsToldNothingIsRaisedNorCuredAndTheOthersAreAsked() {
        var second = new ShopKey("a-second");
        world.shops.ensure(second, "taobao", "shop", "二店", ZoneId.of("Asia/Shanghai"));
        world.shops.goLive(second, world.clock.instant());
        keys.put(second, new Key());
        keys.get(second).missing.add(WRITES);
        permissions.look();
        world.clock.advance(Duration.ofHours(1));
        for (var failure : List.of(
                new UnavailableException("no answer"),
                new AuthFailedException("refused", false),
                new RejectedException("no such call", "404"))) {
            keys.get(second).failure = Optional.of(failure);
            permissions.look();
            assertThat(open()).extracting(Trouble::key).containsExactly("a-second/permissions");
            world.clock.advance(Duration.ofHours(1));
        }
        assertThat(keys.get(second).asked).isEqualTo(4);
        assertThat(key().asked).isEqualTo(1);
    }

    private Key key() {
        return keys.get(world.shop.key());
    }

    private static List<Trouble> open() {
        return world.troubleBook.open();
    }

    /** What a platform tells of a key. */
    private static final class Key implements PermissionSource {

        private final List<Missing> missing = new ArrayList<>();
        private Optional<RuntimeException> failure = Optional.empty();
        private int asked;

        @Override
        public List<Missing> missingPermissions() {
            asked++;
            failure.ifPresent(one -> {
                throw one;
            });
            return List.copyOf(missing);
        }

        @Override
        public Shop shop() {
            throw new IllegalStateException("Not asked for in this test");
        }

        @Override
        public Instant platformNow() {
            return MailWorld.NOON;
        }
    }
}
