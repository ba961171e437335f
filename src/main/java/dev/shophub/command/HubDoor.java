package dev.shophub.command;

/** The way to the hub: through the management port of a running one, or into the database of a stopped demo. */
interface HubDoor extends AutoCloseable {

    /** @throws VerbRefusedException when the verb cannot run as asked */
    <A, R> R call(VerbCall<A, R> verb, A request);

    @Override
    void close();
}
