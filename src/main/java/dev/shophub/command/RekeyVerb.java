package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.settings.MasterKey;
import dev.shophub.store.Rekeying;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Changes the master key of a running hub, and says how far that is. */
final class RekeyVerb {

    static final VerbCall<Request, State> CALL =
            new VerbCall<>("rekey", Request.class, new TypeReference<>() {}, false);
    static final VerbCall<StateRequest, State> STATE =
            new VerbCall<>("rekey-state", StateRequest.class, new TypeReference<>() {}, false);

    private final Rekeying rekeying;
    private final String mode;

    RekeyVerb(Rekeying rekeying, String mode) {
        this.rekeying = rekeying;
        this.mode = mode;
    }

    /** Begins the change, or goes on with one that was begun with the same key. */
    State begin(Request request) {
        var key = parsed(request.key());
        if (!rekeying.begin(key.bytes(), key.fingerprint())) {
            var state = rekeying.state();
            if (state.running() && !state.next().equals(Optional.of(key.fingerprint()))) {
                throw VerbRefusedException.cannot(
                        "rekey-under-way", state.next().orElse(""));
            }
            if (!state.running()) {
                throw state.startWith()
                        .map(next -> VerbRefusedException.cannot("rekey-not-restarted", next))
                        .orElseGet(() -> VerbRefusedException.cannot("rekey-same", state.fingerprint()));
            }
        }
        rekeying.goOn();
        return state(new StateRequest());
    }

    State state(StateRequest request) {
        var state = rekeying.state();
        return new State(
                mode,
                state.running(),
                state.fingerprint(),
                state.next(),
                state.done(),
                state.total(),
                state.startWith(),
                state.since());
    }

    private static MasterKey parsed(String base64) {
        try {
            return MasterKey.parse(base64);
        } catch (IllegalArgumentException noKey) {
            throw VerbRefusedException.wrongUse("no-key", noKey.getMessage());
        }
    }

    /** @param key 32 bytes in Base64; never logged */
    record Request(String key) implements Steering {

        @Override
        public List<String> subjects() {
            return List.of();
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "Request[of a key]";
        }
    }

    /** Asks how far it is. */
    record StateRequest() {}

    /**
     * How far a change of the master key is; keys are named by the first bytes of their SHA-256.
     *
     * @param running whether keys are being put under the newer one
     * @param fingerprint of the key in force
     * @param next of the one being changed to, null when none is
     * @param done keys of buyers under the newer one, of {@code total}
     * @param startWith the key that the next start must have, null when the hub was started with it
     * @param since when the last change began, UTC
     */
    record State(
            String mode,
            boolean running,
            String fingerprint,
            Optional<String> next,
            long done,
            long total,
            Optional<String> startWith,
            Optional<Instant> since) {}
}
