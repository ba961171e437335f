package dev.shophub.command;

import com.fasterxml.jackson.core.JsonProcessingException;

/** Runs verbs in this process, through the same JSON as the management port, so that both answer alike. */
final class LocalDoor implements HubDoor {

    private final Verbs verbs;
    private final Runnable afterwards;

    LocalDoor(Verbs verbs, Runnable afterwards) {
        this.verbs = verbs;
        this.afterwards = afterwards;
    }

    @Override
    public <A, R> R call(VerbCall<A, R> verb, A request) {
        try {
            var answer = verbs.run(verb.name(), HubDoor.user(), Wire.MAPPER.writeValueAsString(request));
            return Wire.MAPPER.readValue(answer, verb.gives());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A verb's record is no JSON (verb=" + verb.name() + ")", impossible);
        }
    }

    @Override
    public void close() {
        afterwards.run();
    }
}
