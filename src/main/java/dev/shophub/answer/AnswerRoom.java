package dev.shophub.answer;

import dev.shophub.connector.Connectors;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.ReviewReplySink;
import dev.shophub.model.ExternalId;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.review.Readers;
import dev.shophub.review.ReviewDesk;
import dev.shophub.review.Why;
import dev.shophub.store.ReviewAnswers;
import dev.shophub.store.ReviewAnswers.State;
import dev.shophub.store.Reviews;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.springframework.transaction.support.TransactionOperations;

/** Answers a review as a person typed it; where the platform has no call for that, support gets text and link by mail. */
public final class AnswerRoom {

    /** The kind of a message to a shop with an answer. */
    public static final String KIND = "reply";

    /** The kind of the mail with the task. */
    public static final String TASK = "reply-task";

    private final ReviewAnswers answers;
    private final Reviews reviews;
    private final Connectors connectors;
    private final Outbox outbox;
    private final Readers readers;
    private final TransactionOperations transaction;
    private final Clock clock;

    public AnswerRoom(
            ReviewAnswers answers,
            Reviews reviews,
            Connectors connectors,
            Outbox outbox,
            Readers readers,
            TransactionOperations transaction,
            Clock clock) {
        this.answers = answers;
        this.reviews = reviews;
        this.connectors = connectors;
        this.outbox = outbox;
        this.readers = readers;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A step of the delivery route. */
    public Outcome reply(OutboxMessage message) {
        var id = new ExternalId(message.subject());
        var answer = answers.find(message.shopId(), id).filter(found -> found.state() == State.WAITING);
        if (answer.isEmpty()) {
            return new Outcome.Dropped("unchanged");
        }
        var review = reviews.find(message.shopId(), List.of(id)).get(id);
        if (review == null) {
            return new Outcome.Dropped("not-stored");
        }
        var shop = message.shop().orElseThrow();
        var connector = connectors
                .of(shop)
                .orElseThrow(
                        () -> new RejectedException("The shop is not connected (shop=" + shop + ")", "not-connected"));
        if (!(connector instanceof ReviewReplySink sink)) {
            return task(message, id);
        }
        var text = answer.get().text();
        sink.reply(review, text);
        transaction.executeWithoutResult(status -> {
            answers.written(message.shopId(), id, text);
            outbox.write(told(message, id));
        });
        return new Outcome.Delivered("reply");
    }

    /** Who was mailed about the review hears that it is answered; the mail room leaves out all others. */
    private List<NewMessage> told(OutboxMessage message, ExternalId review) {
        var all = new LinkedHashSet<>(readers.support());
        all.addAll(readers.critical());
        return all.stream()
                .map(reader -> NewMessage.mail(
                        ReviewDesk.KIND,
                        message.shopId(),
                        "review/" + message.shopId() + "/" + review.value() + "/answered",
                        review.value(),
                        reader,
                        Map.of("why", Why.ANSWERED.word()),
                        clock.instant()))
                .toList();
    }

    private Outcome task(OutboxMessage message, ExternalId review) {
        if (readers.support().isEmpty()) {
            return new Outcome.Parked("no-reader", "hub.mail.support names nobody who could answer on the platform");
        }
        transaction.executeWithoutResult(status -> {
            outbox.write(readers.support().stream()
                    .map(reader -> NewMessage.mail(
                            TASK, message.shopId(), "", review.value(), reader, Map.of(), clock.instant()))
                    .toList());
            answers.handedOver(message.shopId(), review);
        });
        return new Outcome.Delivered("task");
    }
}
