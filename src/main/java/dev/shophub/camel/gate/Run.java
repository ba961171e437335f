package dev.shophub.camel.gate;

import java.util.List;

/**
 * What became of one sample.
 *
 * @param script what was played: {@code orders} (a page), {@code erp/order} (a message), {@code daily-mail} (a schedule)
 * @param subject the message's subject; of pages and schedules empty
 * @param records ids of the page's records
 * @param deeds in order
 * @param failing whether the other side was made to fail
 */
record Run(String script, String subject, List<String> records, List<Deed> deeds, End end, boolean failing) {

    /** How the route ended. */
    enum End {
        /** The page is stored. */
        STORED,
        /** The message has an outcome. */
        DELIVERED,
        /** The message has none: it is parked as held by the route. */
        HELD,
        /** Whoever began the exchange is told of a failure. */
        FAILED,
        /** A schedule's route came to its end. */
        DONE
    }

    Run {
        records = List.copyOf(records);
        deeds = List.copyOf(deeds);
    }

    String key() {
        return script + "/" + subject + (failing ? "/failing" : "");
    }

    List<String> steps() {
        return deeds.stream().map(Deed::step).toList();
    }

    long count(String step) {
        return deeds.stream().filter(deed -> deed.step().equals(step)).count();
    }
}
