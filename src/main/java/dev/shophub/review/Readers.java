package dev.shophub.review;

import java.util.Collection;

/** Who reads mails about reviews; addresses, each a delivery of its own. */
public interface Readers {

    /** Those who hear of bad reviews. */
    Collection<String> support();

    /** Those who hear of critical words, at once and through quiet hours. */
    Collection<String> critical();
}
