package dev.shophub.chat;

import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A robot of Feishu. Signed ones want {@code timestamp} (seconds) and {@code sign} in the document; the key of the signature is
 * timestamp and secret, its message is empty. 20 KB, 5 texts a second.
 */
final class FeishuRobot implements ChatRobot {

    private static final int TEXT = 18_000;
    private static final int BUSY = -1;
    private static final int TOO_FAST = 11_232;

    private final HttpCalls http;
    private final URI webhook;
    private final String secret;
    private final Clock clock;

    FeishuRobot(HttpCalls http, URI webhook, String secret, Clock clock) {
        this.http = http;
        this.webhook = webhook;
        this.secret = secret;
        this.clock = clock;
    }

    @Override
    public void send(String text) {
        for (var part : RobotCall.parts(text, TEXT)) {
            var document = new HashMap<String, Object>();
            document.put("msg_type", "text");
            document.put("content", Map.of("text", part));
            if (!secret.isEmpty()) {
                var timestamp = Long.toString(clock.instant().getEpochSecond());
                document.put("timestamp", timestamp);
                document.put("sign", RobotCall.hmacSha256(timestamp + "\n" + secret, ""));
            }
            var code = RobotCall.post(http, webhook, document).path("code").asInt(BUSY);
            if (code == TOO_FAST) {
                throw new RateLimitedException(
                        "The Feishu robot is asked too often (code=11232)", Duration.ofMinutes(1));
            }
            if (code == BUSY) {
                throw new UnavailableException("The Feishu robot does not take it for now (code=-1)");
            }
            if (code != 0) {
                throw new RejectedException(
                        "The Feishu robot refuses (code=" + code
                                + "): check hub.alerts.webhook, secret, keyword and the robot's list of addresses",
                        Integer.toString(code));
            }
        }
    }
}
