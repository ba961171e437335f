package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.store.Forgetting;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets a buyer, and proves it. */
final class ForgetVerb {

    static final VerbCall<Request, Forgotten> CALL =
            new VerbCall<>("forget", Request.class, new TypeReference<>() {}, false);

    private static final Logger LOG = LoggerFactory.getLogger(ForgetVerb.class);

    private final Forgetting forgetting;

    ForgetVerb(Forgetting forgetting) {
        this.forgetting = forgetting;
    }

    Forgotten run(Request request) {
        var bought = forgetting.find(request.buyer().strip());
        if (bought.isEmpty()) {
            throw VerbRefusedException.cannot("unknown-buyer");
        }
        var shops = bought.stream().map(Forgetting.Bought::shop).distinct().toList();
        var toBeShipped = bought.stream()
                .filter(Forgetting.Bought::toBeShipped)
                .map(one -> one.order().value())
                .toList();
        if (!toBeShipped.isEmpty() && !request.yes()) {
            return new Forgotten(false, shops, bought.size(), toBeShipped, false, 0, 0, 0, List.of());
        }
        var proof = forgetting.forget(bought);
        LOG.info("A buyer was forgotten (orders={}, proven={})", bought.size(), proof.holds());
        return new Forgotten(
                true,
                shops,
                bought.size(),
                toBeShipped,
                proof.holds(),
                proof.values(),
                proof.keysLeft(),
                proof.readable(),
                proof.places());
    }

    /**
     * @param buyer the platform's buyer key, or one of the buyer's orders
     * @param yes also when orders are still to be shipped
     */
    record Request(String buyer, boolean yes) implements Steering {

        /** Not the buyer: what is written down must not name who was forgotten. */
        @Override
        public List<String> subjects() {
            return List.of();
        }

        @Override
        public String toString() {
            return "Request[of a buyer]";
        }
    }

    /**
     * What was forgotten, and what was found afterwards.
     *
     * @param done false: nothing was, as orders are still to be shipped
     * @param toBeShipped orders that are paid and not shipped; the ERP keeps what it was told
     * @param proven nothing is left
     * @param values how many former values were looked for
     * @param keysLeft keys of the buyer
     * @param readable orders of which something can still be opened
     * @param places where a former value stands in clear text
     */
    record Forgotten(
            boolean done,
            List<String> shops,
            int orders,
            List<String> toBeShipped,
            boolean proven,
            int values,
            long keysLeft,
            long readable,
            List<Forgetting.Place> places) {}
}
