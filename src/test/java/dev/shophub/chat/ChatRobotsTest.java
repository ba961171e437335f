package dev.shophub.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import dev.shophub.simulator.robot.RobotSimulator;
import dev.shophub.simulator.robot.RobotSimulator.Kind;
import dev.shophub.support.JavaHttpCalls;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts to each kind of robot, over real HTTP: signature, keyword, limits, refusals in the robot's own words. */
class ChatRobotsTest {

    private static final String SECRET = "SEC0123456789abcdef";
    private static final String KEYWORD = "运营告警";

    private final RobotSimulator simulator = RobotSimulator.start(0, SECRET, KEYWORD, Clock.systemUTC());
    private final ChatRobots robots = new ChatRobots(new JavaHttpCalls(), Clock.systemUTC());

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachKindTakesASignedTextWithItsKeyword(Kind kind) {
        robot(kind, SECRET, KEYWORD).send("邮件发不出去");
        assertThat(simulator.texts()).containsExactly("【运营告警】邮件发不出去");
    }

    @ParameterizedTest
    @EnumSource(names = {"DINGTALK", "FEISHU"})
    void aWrongSignatureOrKeywordIsRefusedForGood(Kind kind) {
        assertThatThrownBy(() -> robot(kind, "SECother", KEYWORD).send("x"))
                .isInstanceOf(RejectedException.class)
                .hasMessageNotContaining("robot-token")
                .hasMessageNotContaining("SECother");
        assertThatThrownBy(() -> robot(kind, SECRET, "").send("x")).isInstanceOf(RejectedException.class);
        assertThat(simulator.texts()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void busyRobotsAreToldFromThoseAskedTooOften(Kind kind) {
        var limit = Map.of(Kind.DINGTALK, 130_101, Kind.WECOM, 45_009, Kind.FEISHU, 11_232);
        simulator.refuseNext(1, limit.get(kind));
        assertThatThrownBy(() -> robot(kind, SECRET, KEYWORD).send("x")).isInstanceOf(RateLimitedException.class);
        simulator.refuseNext(1, -1);
        assertThatThrownBy(() -> robot(kind, SECRET, KEYWORD).send("x")).isInstanceOf(UnavailableException.class);
        simulator.failNext(1);
        assertThatThrownBy(() -> robot(kind, SECRET, KEYWORD).send("x")).isInstanceOf(UnavailableException.class);
    }

    @Test
    void aLongTextIsSplitByBytesAtItsLines() {
        var text = "第一行很长的中文\n".repeat(200);
        robot(Kind.WECOM, "", KEYWORD).send(text);
        assertThat(simulator.texts())
                .hasSizeGreaterThan(2)
                .allSatisfy(part ->
                        assertThat(part.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(2_048))
                .allSatisfy(part -> assertThat(part).startsWith("("));
        assertThat(String.join("\n", simulator.texts()).split("第一行很长的中文", -1)).hasSize(201);
    }

    @Test
    void twentyTextsAMinuteAreTheLimit() {
        var robot = robot(Kind.DINGTALK, SECRET, KEYWORD);
        for (var at = 0; at < 20; at++) {
            robot.send("x");
        }
        assertThatThrownBy(() -> robot.send("x")).isInstanceOf(RateLimitedException.class);
    }

    @Test
    void anAddressThatIsNoRobotsIsNamedWithoutItself() {
        assertThatThrownBy(() -> robots.of(URI.create("https://example.com/hook?token=abc"), "", ""))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("hub.alerts.webhook")
                .hasMessageNotContaining("abc");
    }

    @ParameterizedTest
    @EnumSource
    void aRobotThatDoesNotAnswerIsNamedWithoutItsAddress(Kind kind) {
        var silent = new ChatRobots(
                request -> {
                    throw new UnavailableException("No answer (" + request + ")");
                },
                Clock.systemUTC());
        var robot = silent.of(simulator.webhook(kind), SECRET, KEYWORD);
        assertThatThrownBy(() -> robot.send("x"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("127.0.0.1")
                .hasNoCause()
                .hasMessageNotContaining("robot-token");
    }

    private ChatRobot robot(Kind kind, String secret, String keyword) {
        return robots.of(simulator.webhook(kind), secret, keyword);
    }
}
