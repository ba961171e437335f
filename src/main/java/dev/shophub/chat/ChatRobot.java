package dev.shophub.chat;

/** One robot of a chat group. Robots know no idempotency key: a text whose answer was lost may come twice. */
@FunctionalInterface
public interface ChatRobot {

    /**
     * Sends a text, in parts where it is longer than the robot takes.
     *
     * @throws dev.shophub.connector.RateLimitedException when too much was sent of late
     * @throws dev.shophub.connector.RejectedException when address, signature or keyword are wrong
     * @throws dev.shophub.connector.UnavailableException when it does not answer
     */
    void send(String text);
}
