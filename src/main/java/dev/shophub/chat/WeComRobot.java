package dev.shophub.chat;

import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** A robot of WeCom: the key in its address is all it wants; 20 texts a minute of 2,048 bytes. */
final class WeComRobot implements ChatRobot {

    private static final int TEXT = 2_048;
    private static final int BUSY = -1;
    private static final int TOO_FAST = 45_009;

    private final HttpCalls http;
    private final URI webhook;

    WeComRobot(HttpCalls http, URI webhook) {
        this.http = http;
        this.webhook = webhook;
    }

    @Override
    public void send(String text) {
        for (var part : RobotCall.parts(text, TEXT)) {
            var answer = RobotCall.post(http, webhook, Map.of("msgtype", "text", "text", Map.of("content", part)));
            var code = answer.path("errcode").asInt(BUSY);
            if (code == TOO_FAST) {
                throw new RateLimitedException(
                        "The WeCom robot is asked too often (errcode=45009)", Duration.ofMinutes(1));
            }
            if (code == BUSY) {
                throw new UnavailableException("The WeCom robot does not take it for now (errcode=-1)");
            }
            if (code != 0) {
                throw new RejectedException(
                        "The WeCom robot refuses (errcode=" + code + "): check hub.alerts.webhook",
                        Integer.toString(code));
            }
        }
    }
}
