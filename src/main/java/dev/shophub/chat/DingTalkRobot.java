package dev.shophub.chat;

import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * A robot of DingTalk. Signed ones want {@code timestamp} (milliseconds) and {@code sign} in the address; 20 texts a minute, above
 * that it is silent for ten.
 */
final class DingTalkRobot implements ChatRobot {

    private static final int TEXT = 20_000;
    private static final int BUSY = -1;
    private static final int TOO_FAST = 130_101;
    private static final int OVER_LIMIT = 90_030;
    private static final Duration SILENT = Duration.ofMinutes(10);

    private final HttpCalls http;
    private final URI webhook;
    private final String secret;
    private final Clock clock;

    DingTalkRobot(HttpCalls http, URI webhook, String secret, Clock clock) {
        this.http = http;
        this.webhook = webhook;
        this.secret = secret;
        this.clock = clock;
    }

    @Override
    public void send(String text) {
        for (var part : RobotCall.parts(text, TEXT)) {
            var answer = RobotCall.post(http, address(), Map.of("msgtype", "text", "text", Map.of("content", part)));
            var code = answer.path("errcode").asInt(BUSY);
            if (code == TOO_FAST || code == OVER_LIMIT) {
                throw new RateLimitedException("The DingTalk robot is asked too often (errcode=" + code + ")", SILENT);
            }
            if (code == BUSY) {
                throw new UnavailableException("The DingTalk robot does not take it for now (errcode=-1)");
            }
            if (code != 0) {
                throw new RejectedException(
                        "The DingTalk robot refuses (errcode=" + code
                                + "): check hub.alerts.webhook, secret, keyword and the robot's list of addresses",
                        Integer.toString(code));
            }
        }
    }

    /** The signature is encoded once; whoever encodes it again breaks it. */
    private URI address() {
        if (secret.isEmpty()) {
            return webhook;
        }
        var timestamp = Long.toString(clock.millis());
        var sign = RobotCall.hmacSha256(secret, timestamp + "\n" + secret);
        return URI.create(
                webhook + "&timestamp=" + timestamp + "&sign=" + URLEncoder.encode(sign, StandardCharsets.UTF_8));
    }
}
