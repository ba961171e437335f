package dev.shophub.chat;

import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.RejectedException;
import java.net.URI;
import java.time.Clock;

/** Finds the robot that an address belongs to. */
public final class ChatRobots {

    private final HttpCalls http;
    private final Clock clock;

    public ChatRobots(HttpCalls http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /**
     * The robot behind an address.
     *
     * @param webhook as the chat program shows it; it is a secret
     * @param secret of the signature; empty: the robot wants none
     * @param keyword that every text must hold; it is written before the text
     * @throws RejectedException when no known kind of robot has such an address
     */
    public ChatRobot of(URI webhook, String secret, String keyword) {
        var path = webhook.getPath() == null ? "" : webhook.getPath();
        var lead = keyword.isEmpty() ? "" : "【" + keyword + "】";
        ChatRobot robot;
        if (path.endsWith("/robot/send")) {
            robot = new DingTalkRobot(http, webhook, secret, clock);
        } else if (path.endsWith("/cgi-bin/webhook/send")) {
            robot = new WeComRobot(http, webhook);
        } else if (path.contains("/open-apis/bot/v2/hook/")) {
            robot = new FeishuRobot(http, webhook, secret, clock);
        } else {
            throw new RejectedException(
                    "hub.alerts.webhook is not the address of a DingTalk, WeCom or Feishu robot (path ends neither with"
                            + " /robot/send nor /cgi-bin/webhook/send, nor has /open-apis/bot/v2/hook/)",
                    "unknown-robot");
        }
        return text -> robot.send(lead + text);
    }
}
