package dev.shophub.connector;

import dev.shophub.model.Review;

/** A shop whose reviews are answered by a call. Where it is not offered, a person answers. */
public interface ReviewReplySink extends Connector {

    /**
     * Answers a review in public; repeating it is harmless.
     *
     * @param review as last read: platforms know it by different ids
     * @param text plain text
     * @throws RejectedException when the review is gone, was answered otherwise where only one answer is taken, or the shop
     *     does not take the text
     */
    void reply(Review review, String text);
}
