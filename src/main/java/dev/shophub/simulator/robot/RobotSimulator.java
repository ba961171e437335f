package dev.shophub.simulator.robot;

import dev.shophub.simulator.LoopbackServer;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/** Chat robots on 127.0.0.1: one of each kind, under the path that the real one has. */
public final class RobotSimulator implements AutoCloseable {

    /** The token in every robot's address. */
    static final String TOKEN = "robot-token";

    private final RobotServlet servlet;
    private final LoopbackServer server;

    private RobotSimulator(RobotServlet servlet, LoopbackServer server) {
        this.servlet = servlet;
        this.server = server;
    }

    /**
     * Starts the robots.
     *
     * @param port 0 for any free one
     * @param secret of the signature; empty: none is wanted
     * @param keyword that each text must hold
     */
    public static RobotSimulator start(int port, String secret, String keyword, Clock clock) {
        var servlet = new RobotServlet(secret, keyword, clock);
        return new RobotSimulator(servlet, LoopbackServer.start("robot", port, servlet));
    }

    /** Kinds of robots. */
    public enum Kind {
        DINGTALK,
        WECOM,
        FEISHU
    }

    /** The address a group's owner copies out of the chat program. */
    public URI webhook(Kind kind) {
        return URI.create(server.url()
                + switch (kind) {
                    case DINGTALK -> "/robot/send?access_token=" + TOKEN;
                    case WECOM -> "/cgi-bin/webhook/send?key=" + TOKEN;
                    case FEISHU -> "/open-apis/bot/v2/hook/" + TOKEN;
                });
    }

    /** What was taken, oldest first. */
    public List<String> texts() {
        return servlet.texts();
    }

    /** The next calls are answered with this code of the robot's own. */
    public void refuseNext(int times, int code) {
        servlet.refuseNext(times, code);
    }

    /** The next calls are answered with HTTP 503. */
    public void failNext(int times) {
        servlet.failNext(times);
    }

    @Override
    public void close() {
        server.close();
    }
}
