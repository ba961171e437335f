package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.connector.Connectors;
import dev.shophub.connector.ReviewReplySink;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.store.ReviewAnswers;
import dev.shophub.store.ReviewAnswers.Meant;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;

/** Answers a review: by the platform's call, or by a task to support where it has none. */
final class ReplyVerb {

    static final VerbCall<Request, Replied> CALL =
            new VerbCall<>("reply", Request.class, new TypeReference<>() {}, false);

    private static final String KIND = "reply";
    private static final int LONGEST = 2_000;

    private final Shops shops;
    private final ReviewAnswers answers;
    private final Outbox outbox;
    private final Connectors connectors;
    private final TransactionOperations transaction;
    private final Runnable wake;
    private final Clock clock;

    /** @param wake tells the deliveries that something is due */
    ReplyVerb(
            Shops shops,
            ReviewAnswers answers,
            Outbox outbox,
            Connectors connectors,
            TransactionOperations transaction,
            Runnable wake,
            Clock clock) {
        this.shops = shops;
        this.answers = answers;
        this.outbox = outbox;
        this.connectors = connectors;
        this.transaction = transaction;
        this.wake = wake;
        this.clock = clock;
    }

    Replied run(Request request) {
        var text = request.text().strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            throw VerbRefusedException.wrongUse("no-reply", Integer.toString(LONGEST));
        }
        var review = meant(request);
        var shop = shops.find(review.shop()).orElseThrow();
        if (shop.state() == ShopRow.State.OBSERVING || shop.state() == ShopRow.State.OUT) {
            throw VerbRefusedException.cannot("shop-not-live", shop.key().value());
        }
        if (!review.reply().isEmpty()) {
            throw VerbRefusedException.cannot(
                    "answered-already", review.reviewId().value());
        }
        transaction.executeWithoutResult(status -> {
            answers.ask(shop.id(), review.reviewId(), text, request.author());
            outbox.write(List.of(NewMessage.state(
                    Destination.CHANGE,
                    KIND,
                    shop.id(),
                    KIND + "/" + review.reviewId(),
                    review.reviewId().value(),
                    clock.instant())));
        });
        wake.run();
        var byCall = connectors
                .of(shop.key())
                .filter(ReviewReplySink.class::isInstance)
                .isPresent();
        return new Replied(shop.key().value(), review.reviewId().value(), review.itemTitle(), byCall);
    }

    private Meant meant(Request request) {
        var only = request.shop().map(new ShopArgument(shops)::one).map(ShopRow::id);
        var found = answers.meant(request.review()).stream()
                .filter(review -> only.isEmpty() || only.get() == review.shopId())
                .toList();
        if (found.isEmpty()) {
            throw VerbRefusedException.cannot("unknown-review", request.review());
        }
        if (found.size() > 1) {
            throw VerbRefusedException.cannot("many-reviews", request.review())
                    .near(found.stream()
                            .limit(10)
                            .map(review -> review.reviewId() + " (" + review.shop() + ")")
                            .toList());
        }
        return found.get(0);
    }

    /**
     * @param review its id, or that of its order or line where that has one review only
     * @param shop empty: any
     * @param author the operating system's user who typed it
     */
    record Request(String review, String text, Optional<String> shop, String author) implements Steering {
        @Override
        public List<String> subjects() {
            return List.of(review);
        }
    }

    /** @param byCall whether the platform takes it; else support is mailed a task */
    record Replied(String shop, String review, String item, boolean byCall) {}
}
