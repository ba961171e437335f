package dev.shophub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.model.ExternalId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What setting titles promises, tried against the platform's simulator. */
public interface TitleSinkContract {

    Rehearsal rehearsal();

    TitleSink titleSink();

    ExternalId itemToRename();

    /** What the platform shows now. */
    String titleOf(ExternalId itemId);

    @Test
    default void setsTheTitle() {
        titleSink().setTitle(itemToRename(), "春茶 明前龙井 & \"特级\" 50g");

        assertThat(titleOf(itemToRename())).isEqualTo("春茶 明前龙井 & \"特级\" 50g");
    }

    @Test
    default void settingTheSameTitleIsHarmless() {
        titleSink().setTitle(itemToRename(), "春茶");
        titleSink().setTitle(itemToRename(), "春茶");

        assertThat(titleOf(itemToRename())).isEqualTo("春茶");
    }

    @Test
    default void aTitleOfAnItemThatIsGoneIsRejected() {
        assertThatThrownBy(() -> titleSink().setTitle(new ExternalId("999999999"), "春茶"))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    default void titlesPassOnTheWaitThePlatformAsksFor() {
        rehearsal().rateLimitNext(Duration.ofSeconds(7));

        assertThatThrownBy(() -> titleSink().setTitle(itemToRename(), "春茶"))
                .isInstanceOfSatisfying(RateLimitedException.class, limited -> assertThat(limited.waitTime())
                        .isEqualTo(Duration.ofSeconds(7)));
    }
}
