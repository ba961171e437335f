package dev.shophub.simulator.robot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Answers as the three robots do: HTTP 200 with a code for nearly everything. */
final class RobotServlet extends HttpServlet {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SKEW = Duration.ofHours(1);
    private static final int A_MINUTE = 20;
    private static final int WECOM_TEXT = 2_048;
    private static final int LARGEST = 20_480;

    private final transient Clock clock;
    private final String secret;
    private final String keyword;
    private final transient List<String> taken = new ArrayList<>();
    private final transient Deque<Instant> minute = new ArrayDeque<>();
    private final transient Deque<Integer> refusals = new ArrayDeque<>();
    private int failures;

    RobotServlet(String secret, String keyword, Clock clock) {
        this.secret = secret;
        this.keyword = keyword;
        this.clock = clock;
    }

    synchronized List<String> texts() {
        return List.copyOf(taken);
    }

    synchronized void refuseNext(int times, int code) {
        for (var at = 0; at < times; at++) {
            refusals.add(code);
        }
    }

    synchronized void failNext(int times) {
        failures += times;
    }

    @Override
    protected synchronized void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (failures > 0) {
            failures--;
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        var body = request.getInputStream().readAllBytes();
        var document = JSON.readTree(body);
        var feishu = request.getRequestURI().startsWith("/open-apis/bot/v2/hook/");
        var code = refusals.isEmpty() ? judge(request, document, body.length, feishu) : refusals.poll();
        if (code == 0) {
            taken.add(text(document, feishu));
            minute.add(clock.instant());
        }
        response.setContentType("application/json;charset=UTF-8");
        response.getOutputStream()
                .write(JSON.writeValueAsBytes(
                        feishu
                                ? Map.of("code", code, "msg", code == 0 ? "success" : "refused", "data", Map.of())
                                : Map.of("errcode", code, "errmsg", code == 0 ? "ok" : "refused")));
    }

    private int judge(HttpServletRequest request, JsonNode document, int size, boolean feishu) {
        while (!minute.isEmpty() && minute.peek().plusSeconds(60).isBefore(clock.instant())) {
            minute.poll();
        }
        if (feishu) {
            return feishu(request, document, size);
        }
        return request.getRequestURI().equals("/robot/send") ? dingTalk(request, document) : weCom(request, document);
    }

    private int dingTalk(HttpServletRequest request, JsonNode document) {
        if (!RobotSimulator.TOKEN.equals(request.getParameter("access_token"))) {
            return 300_001;
        }
        if (minute.size() >= A_MINUTE) {
            return 130_101;
        }
        var timestamp = request.getParameter("timestamp");
        var signed = secret.isEmpty()
                || timestamp != null
                        && isNow(Instant.ofEpochMilli(Long.parseLong(timestamp)))
                        && hmac(secret, timestamp + "\n" + secret).equals(request.getParameter("sign"));
        return signed && text(document, false).contains(keyword) ? 0 : 310_000;
    }

    private int weCom(HttpServletRequest request, JsonNode document) {
        if (!RobotSimulator.TOKEN.equals(request.getParameter("key"))) {
            return 93_000;
        }
        if (minute.size() >= A_MINUTE) {
            return 45_009;
        }
        var text = text(document, false);
        if (text.isEmpty()) {
            return 44_004;
        }
        return text.getBytes(StandardCharsets.UTF_8).length <= WECOM_TEXT ? 0 : 40_058;
    }

    private int feishu(HttpServletRequest request, JsonNode document, int size) {
        if (!request.getRequestURI().endsWith("/" + RobotSimulator.TOKEN)) {
            return 19_001;
        }
        if (size > LARGEST || text(document, true).isEmpty()) {
            return 9_499;
        }
        var timestamp = document.path("timestamp").asText();
        if (!secret.isEmpty()
                && (timestamp.isEmpty()
                        || !isNow(Instant.ofEpochSecond(Long.parseLong(timestamp)))
                        || !hmac(timestamp + "\n" + secret, "")
                                .equals(document.path("sign").asText()))) {
            return 19_021;
        }
        return text(document, true).contains(keyword) ? 0 : 19_024;
    }

    private boolean isNow(Instant moment) {
        return Duration.between(moment, clock.instant()).abs().compareTo(SKEW) <= 0;
    }

    private static String text(JsonNode document, boolean feishu) {
        return feishu
                ? document.path("content").path("text").asText()
                : document.path("text").path("content").asText();
    }

    private static String hmac(String key, String message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java knows HmacSHA256", impossible);
        }
    }
}
