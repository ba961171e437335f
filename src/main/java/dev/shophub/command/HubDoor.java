package dev.shophub.command;

import java.util.Optional;

/** The way to the hub: through the management port of a running one, or into the database of a stopped demo. */
interface HubDoor extends AutoCloseable {

    /** @throws VerbRefusedException when the verb cannot run as asked */
    <A, R> R call(VerbCall<A, R> verb, A request);

    /** The operating system's user who types; behind {@code sudo} the one it tells, not the hub's own. */
    static String user() {
        return Optional.ofNullable(System.getenv("SUDO_USER"))
                .filter(user -> !user.isBlank())
                .orElseGet(() -> System.getProperty("user.name", "unknown"));
    }

    @Override
    void close();
}
