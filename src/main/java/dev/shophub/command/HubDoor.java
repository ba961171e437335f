package dev.shophub.command;

/** The way to the hub: through the management port of a running one, or into the database of a stopped demo. */
interface HubDoor extends AutoCloseable {

    /** @throws VerbRefusedException when the verb cannot run as asked */
    <A, R> R call(VerbCall<A, R> verb, A request);

    /** The operating system's user who types. */
    static String user() {
        return System.getProperty("user.name", "unknown");
    }

    @Override
    void close();
}
