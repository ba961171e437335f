package dev.shophub.report;

import static dev.shophub.alert.MailWorld.NOON;
import static dev.shophub.alert.MailWorld.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.MailWorld;
import dev.shophub.alert.Words;
import dev.shophub.reconcile.DailyCensus;
import dev.shophub.store.CensusBook;
import dev.shophub.store.CensusBook.Found;
import dev.shophub.store.CensusBook.Which;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pain points 1 and 7: the daily mail says both numbers of each day, and that a day could not be compared. */
class CensusMailIT {

    /** In Shanghai NOON is noon of the fifth. */
    private static final LocalDate NIGHT = LocalDate.of(2026, 11, 5);

    private static MailWorld world;
    private static DailyMails daily;
    private CensusBook book;

    @BeforeAll
    static void open() {
        world = new MailWorld();
        daily = new DailyMails(world, new DailyCensus.Pace(LocalTime.of(4, 30), 2));
    }

    @BeforeEach
    void clear() {
        world.reset();
        book = new CensusBook(world.jdbc);
    }

    @Test
    void whereAllTiesOneLineADaySaysBothNumbers() throws Exception {
        compared(1, found(1_204, 1_204, 0, 0, 0, 0));
        compared(2, found(0, 0, 0, 0, 0, 0));

        assertThat(mailed())
                .contains("== 与平台对账 ==", "以下各天，平台列出的订单都已入库。")
                .contains("茶语时光旗舰店 · 对账 2026-11-04", "平台 1,204 单，本店 1,204 单，相符")
                .contains("茶语时光旗舰店 · 对账 2026-11-03", "平台 0 单，本店 0 单，相符")
                .doesNotContain("没有对成", "backfill");
    }

    @Test
    void theSameInEnglish() {
        compared(1, found(1_204, 1_204, 0, 2, 0, 0));
        book.begin(which(2), NIGHT, NOON);
        book.failed(which(2), "polls-behind");

        var section = new CensusSections(
                        world.shops,
                        book,
                        new Words(() -> "en"),
                        () -> new DailyCensus.Pace(LocalTime.of(4, 30), 2),
                        () -> 50,
                        world.clock)
                .section();

        assertThat(section.title()).isEqualTo("The platforms' own count");
        assertThat(section.count()).isEqualTo(1);
        assertThat(section.note()).isEqualTo("One day does not tie, or could not be compared.");
        assertThat(section.rows().get(0).what()).endsWith("count of 2026-11-04");
        assertThat(section.rows().get(0).reason())
                .isEqualTo(
                        "platform 1,204 orders, stored 1,204, they tie, 2 of them missed by the polls and read again");
        assertThat(section.rows().get(1).reason())
                .isEqualTo("could not be compared: the polls are not past that day (tried once, will be tried again)");
    }

    @Test
    void whatWasFoundLateWhatIsMissingAndWhatOnlyWeHaveIsSaid() throws Exception {
        compared(1, found(10, 9, 0, 3, 1, 0, "3045-77"));
        compared(2, new Found(10, 10, 1, 0, 0, 1, List.of(), List.of("3045-66")));

        assertThat(mailed())
                .contains("平台 10 单，本店 9 单，重读后仍缺 1 单：3045-77，其中 2 单轮询漏掉，已补读")
                .contains("./hub resync taobao-one 3045-77")
                .contains("平台 10 单，本店 10 单，不缺，1 单读不懂，在隔离区，1 单平台没有列出（本店保留）：3045-66")
                .contains("有 1 天没有对上，或没有对成。");
    }

    @Test
    void aDayThatCouldNotBeComparedIsSaidAndOneThatNobodyLookedAtToo() throws Exception {
        book.begin(which(1), NIGHT, NOON);
        book.failed(which(1), "The platform does not answer");
        compared(2, NIGHT.minusDays(1), found(10, 10, 0, 0, 0, 0));

        assertThat(mailed())
                .contains("有 2 天没有对上，或没有对成。")
                .contains("没有对成：The platform does not answer（已试 1 次，之后会再试）")
                .contains("没有对成：还没有开始")
                .doesNotContain("相符");
    }

    @Test
    void aPausedShopAndSilenceAreSaidToo() throws Exception {
        world.jdbc.update(
                "UPDATE shop SET state = 'paused', go_live_from = '2026-11-01' WHERE id = ?", world.shop.id());
        assertThat(mailed()).contains("没有对成：店铺拒绝访问，已暂停");
        world.jdbc.update("UPDATE shop SET state = 'observing' WHERE id = ?", world.shop.id());
        assertThat(mailed()).contains("没有可对账的店铺：没有已上线的店铺。");
    }

    private static Which which(int back) {
        return new Which(world.shop.id(), NIGHT.minusDays(back));
    }

    private void compared(int back, Found found) {
        compared(back, NIGHT, found);
    }

    private void compared(int back, LocalDate night, Found found) {
        book.begin(which(back), night, NOON);
        book.end(which(back), found, Optional.empty(), NOON);
    }

    private static Found found(
            long listed, long stored, long kept, long missed, long missing, long unlisted, String... ids) {
        return new Found(listed, stored, kept, missed, missing, unlisted, List.of(ids), List.of());
    }

    private String mailed() throws Exception {
        world.jdbc.update("DELETE FROM outbox");
        daily.enqueue();
        var mails = new ArrayList<>(world.deliver());
        return body(mails.get(mails.size() - 1), "text/plain");
    }
}
