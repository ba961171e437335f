package dev.shophub.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.MailWorld;
import dev.shophub.connector.Tokens.Token;
import dev.shophub.store.AesKey;
import dev.shophub.store.TokenRows;
import dev.shophub.support.RungBell;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails ahead of the end of a shop's permission, on a clock moved by hand. */
class TokenEndsIT {

    private final MailWorld world = new MailWorld();
    private final RungBell bell = new RungBell();
    private final TokenStore tokens =
            new TokenStore(new TokenRows(world.jdbc), new AesKey(new byte[32]), world.transaction, bell, world.clock);
    private final TokenEnds ends =
            new TokenEnds(world.shops, new TokenRows(world.jdbc), tokens::current, bell, world.clock);

    @BeforeEach
    void authorise() {
        tokens.store(world.shop.key(), endsIn(Duration.ofDays(30)));
    }

    @Test
    void theEndIsMailedSevenThreeAndOneDaysAheadEachOnce() {
        ends.look();
        assertThat(bell.rung()).isEmpty();
        for (int day = 1; day <= 31; day++) {
            world.clock.advance(Duration.ofDays(1).minusHours(2));
            ends.look();
            world.clock.advance(Duration.ofHours(2));
            ends.look();
        }
        assertThat(bell.rung()).hasSize(3).allSatisfy(told -> assertThat(told)
                .startsWith("once token-ends taobao-one/token: ")
                .contains("2026-12-05 12:00 (Asia/Shanghai)", "./hub authorize taobao-one"));
        assertThat(bell.rung().get(0)).contains("in 7 days and 0 hours");
        assertThat(bell.rung().get(1)).contains("in 3 days and 0 hours");
        assertThat(bell.rung().get(2)).contains("in 1 days and 0 hours");
    }

    @Test
    void aHubThatWasDownTellsTheNearestOnlyAndARenewalBeginsAnew() {
        world.clock.advance(Duration.ofDays(28));
        ends.look();
        ends.look();
        assertThat(bell.rung()).singleElement().asString().contains("in 2 days");
        tokens.renew(world.shop.key(), "access", present -> endsIn(Duration.ofDays(30)));
        ends.look();
        assertThat(bell.rung()).hasSize(1);
        world.clock.advance(Duration.ofDays(23));
        ends.look();
        assertThat(bell.rung()).hasSize(2);
    }

    @Test
    void aPairThatLivesForHoursIsNotToldOf() {
        tokens.store(world.shop.key(), endsIn(Duration.ofHours(20)));
        ends.look();
        assertThat(bell.rung()).isEmpty();
    }

    @Test
    void theMailSaysWhenAndWithWhichCommand() throws Exception {
        world.clock.advance(Duration.ofDays(23));
        new TokenEnds(world.shops, new TokenRows(world.jdbc), tokens::current, world.troubles, world.clock).look();
        assertThat(world.deliver()).singleElement().satisfies(mail -> {
            assertThat(mail.getSubject()).contains("茶语时光旗舰店", "店铺授权即将到期").doesNotContain("taobao-one");
            assertThat(mail.getAllRecipients()[0]).hasToString(MailWorld.ADMIN);
        });
        assertThat(world.troubles.open()).isEmpty();
    }

    private Token endsIn(Duration life) {
        Instant end = world.clock.instant().plus(life);
        return new Token("access", Optional.of("refresh"), Optional.of(end), Optional.of(end), "42", "seller");
    }
}
