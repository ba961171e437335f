package dev.shophub.alert;

import static dev.shophub.alert.MailWorld.NOON;
import static dev.shophub.alert.MailWorld.bad;
import static dev.shophub.alert.MailWorld.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.answer.AnswerRoom;
import dev.shophub.connector.Connector;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.ReviewReplySink;
import dev.shophub.connector.Shop;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Review;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.settings.AlertSettings;
import dev.shophub.store.AesKey;
import dev.shophub.store.BuyerKeys;
import dev.shophub.store.RawRecords;
import dev.shophub.store.ReviewAnswers;
import dev.shophub.store.ReviewFacts;
import dev.shophub.store.Reviews;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a typed answer to the platform, or to the person who copies it there. */
class AnswersIT {

    private static final ExternalId REVIEW = new ExternalId("r1");
    private static final Map<String, String> LINKS = Map.of("taobao", "https://shop.example/rate?order={order}");

    private final PaperShop shop = new PaperShop();
    private Optional<Connector> connector = Optional.of(shop);
    private MailWorld world;
    private ReviewAnswers answers;
    private AnswerRoom room;

    @BeforeEach
    void aBadReview() {
        world = new MailWorld(LINKS, Path.of("config", "low-stock.csv"));
        answers = new ReviewAnswers(world.jdbc, world.clock);
        world.add(new ReplyTaskComposer(
                world.shops,
                new ReviewFacts(world.client),
                answers,
                new ReviewCards(() -> new AlertSettings.Reviews(Map.of(), Map.of(), LINKS), world.words, world.clock),
                world.words));
        room = new AnswerRoom(
                answers,
                new Reviews(
                        world.jdbc,
                        new BuyerKeys(world.jdbc, new AesKey(new byte[32]), world.clock),
                        new RawRecords(world.jdbc)),
                key -> connector,
                world.outbox,
                world.recipients,
                world.transaction,
                world.clock);
        world.read(bad("r1", "味道很淡", NOON), Optional.empty(), "SKU-1");
        world.jdbc.update("DELETE FROM outbox");
    }

    @Test
    void anAnswerIsWrittenOnceAndReadBackItIsNoNews() throws Exception {
        ask("非常抱歉，已补发");

        assertThat(deliver()).containsExactly(new Outcome.Delivered("reply"));
        assertThat(shop.said).containsExactly("r1 非常抱歉，已补发");
        assertThat(world.deliver()).isEmpty();

        ask("非常抱歉，已补发");
        world.jdbc.update("UPDATE review_answer SET state = 'written'");
        assertThat(deliver()).containsExactly(new Outcome.Dropped("unchanged"));
        assertThat(world.jdbc.queryForObject("SELECT reply FROM review", String.class))
                .isEqualTo("非常抱歉，已补发");
    }

    @Test
    void whoWasMailedHearsWhoAnsweredAndWhenInTheThread() throws Exception {
        world.reset();
        world.read(bad("r1", "味道很淡", NOON), Optional.empty(), "SKU-1");
        var first = world.deliver();
        assertThat(first).hasSize(1);
        world.clock.advance(Duration.ofMinutes(122));
        ask("非常抱歉，已补发");
        assertThat(deliver()).containsExactly(new Outcome.Delivered("reply"));
        var follow = world.deliver();
        assertThat(follow).hasSize(1);
        assertThat(follow.get(0).getHeader("In-Reply-To"))
                .containsExactly(first.get(0).getMessageID());
        assertThat(body(follow.get(0), "text/plain")).contains("11-05 14:02 由 li 回复", "非常抱歉，已补发");
    }

    @Test
    void ofTwoAnswersTheNewerIsWritten() {
        ask("稍等");
        ask("已补发");

        assertThat(deliver()).containsExactly(new Outcome.Delivered("reply"));
        assertThat(shop.said).containsExactly("r1 已补发");
    }

    @Test
    void whereThePlatformHasNoCallSupportGetsTextAndLink() throws Exception {
        connector = Optional.of(new Silent());
        ask("非常抱歉 & 已补发\n请查收");

        assertThat(deliver()).containsExactly(new Outcome.Delivered("task"));
        var mails = world.deliver();
        assertThat(mails).hasSize(1);
        var mail = mails.get(0);
        assertThat(mail.getSubject()).startsWith("【待办】回复评价");
        assertThat(mail.getAllRecipients()[0]).hasToString(MailWorld.SUPPORT);
        assertThat(body(mail, "text/plain"))
                .contains("非常抱歉 & 已补发\n请查收", "https://shop.example/rate?order=304567890123450", "味道很淡");
        assertThat(body(mail, "text/html"))
                .contains("非常抱歉 &amp; 已补发", "https://shop.example/rate?order=304567890123450");
        assertThat(world.jdbc.queryForObject("SELECT state FROM review_answer", String.class))
                .isEqualTo("task");
        assertThat(deliver()).isEmpty();
    }

    @Test
    void aShopThatIsNotConnectedIsADeadLetter() {
        connector = Optional.empty();
        ask("谢谢");
        var message = world.outbox.claim(Destination.CHANGE, 1).get(0);

        assertThatThrownBy(() -> room.reply(message)).isInstanceOf(RejectedException.class);
        assertThat(world.jdbc.queryForObject("SELECT state FROM review_answer", String.class))
                .isEqualTo("waiting");
    }

    private void ask(String text) {
        answers.ask(world.shop.id(), REVIEW, text, "li");
        world.outbox.write(List.of(NewMessage.state(
                Destination.CHANGE,
                AnswerRoom.KIND,
                world.shop.id(),
                "reply/" + REVIEW,
                REVIEW.value(),
                world.clock.instant())));
    }

    private List<Outcome> deliver() {
        var outcomes = new ArrayList<Outcome>();
        for (var message : world.outbox.claim(Destination.CHANGE, 10)) {
            var outcome = room.reply(message);
            world.outbox.finish(List.of(message.id()), outcome, Duration.ZERO);
            outcomes.add(outcome);
        }
        return outcomes;
    }

    /** A shop whose platform takes no answers. */
    private static class Silent implements Connector {

        @Override
        public Shop shop() {
            throw new UnsupportedOperationException("Not asked");
        }

        @Override
        public Instant platformNow() {
            return NOON;
        }
    }

    /** A shop that writes down what it is told. */
    private static final class PaperShop extends Silent implements ReviewReplySink {

        private final List<String> said = new ArrayList<>();

        @Override
        public void reply(Review review, String text) {
            said.add(review.id() + " " + text);
        }
    }
}
