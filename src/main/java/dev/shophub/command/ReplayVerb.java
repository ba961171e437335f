package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends again what was given up or waits for a person. */
final class ReplayVerb {

    static final VerbCall<Request, Replayed> CALL =
            new VerbCall<>("replay", Request.class, new TypeReference<>() {}, false);

    private final Outbox outbox;
    private final Runnable wake;

    ReplayVerb(Outbox outbox, Runnable wake) {
        this.outbox = outbox;
        this.wake = wake;
    }

    Replayed run(Request request) {
        int replayed = request.kind()
                .map(kind -> outbox.requeue().replay(new Destination(kind)))
                .orElse(0);
        var others = new ArrayList<Long>();
        for (long id : request.ids()) {
            if (outbox.requeue().replay(id)) {
                replayed++;
            } else {
                others.add(id);
            }
        }
        wake.run();
        return new Replayed(replayed, others);
    }

    /**
     * @param ids of messages
     * @param kind a destination: all its dead letters
     */
    record Request(List<Long> ids, Optional<String> kind) implements Steering {
        @Override
        public List<String> subjects() {
            return ids.stream().map(Object::toString).toList();
        }

        @Override
        public String words() {
            return kind.map(one -> "--kind " + one).orElse("");
        }
    }

    /** @param notReplayed ids under which nothing dead or parked stands */
    record Replayed(int replayed, List<Long> notReplayed) {}
}
