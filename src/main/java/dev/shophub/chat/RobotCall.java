package dev.shophub.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.HttpCalls.Request;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What all robots share: a call whose answer is JSON even when it refuses, a signature, and long texts in parts. */
final class RobotCall {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int ROOM_FOR_A_NUMBER = 16;

    private RobotCall() {}

    /** The answer's document: most refusals come with status 200. */
    static JsonNode post(HttpCalls http, URI address, Map<String, ?> document) {
        try {
            var answer = send(http, Request.json("POST", address, Map.of(), JSON.writeValueAsBytes(document)));
            if (answer.status() == TOO_MANY) {
                throw new RateLimitedException("The chat robot is asked too often (status=429)", MINUTE);
            }
            if (answer.status() >= SERVER_ERROR) {
                throw new UnavailableException(
                        "The chat robot does not take it for now (status=" + answer.status() + ")");
            }
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException noJson) {
            throw new UnavailableException("The chat robot answers without JSON", noJson);
        } catch (IOException broken) {
            throw new UnavailableException("The chat robot's answer cannot be read", broken);
        }
    }

    /** A robot's address is a secret, its path too: what says where no answer came from must not be passed on. */
    private static HttpCalls.Response send(HttpCalls http, Request request) {
        try {
            return http.send(request);
        } catch (UnavailableException noAnswer) {
            throw new UnavailableException(
                    "The chat robot does not answer (host=" + request.uri().getHost() + ")");
        }
    }

    static String hmacSha256(String key, String message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java knows HmacSHA256", impossible);
        }
    }

    /** Parts of at most so many bytes of UTF-8, cut at lines where that can be, numbered when there are several. */
    static List<String> parts(String text, int most) {
        if (bytes(text) <= most) {
            return List.of(text);
        }
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        for (var line : text.split("\n", -1)) {
            for (var piece : pieces(line, most - ROOM_FOR_A_NUMBER)) {
                if (part.length() > 0 && bytes(part) + 1 + bytes(piece) > most - ROOM_FOR_A_NUMBER) {
                    parts.add(part.toString());
                    part.setLength(0);
                }
                part.append(part.length() == 0 ? "" : "\n").append(piece);
            }
        }
        parts.add(part.toString());
        var numbered = new ArrayList<String>();
        for (var at = 0; at < parts.size(); at++) {
            numbered.add("(" + (at + 1) + "/" + parts.size() + ") " + parts.get(at));
        }
        return numbered;
    }

    private static List<String> pieces(String line, int most) {
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        var size = 0;
        for (var point : line.codePoints().toArray()) {
            var next = new String(Character.toChars(point));
            if (size + bytes(next) > most) {
                pieces.add(piece.toString());
                piece.setLength(0);
                size = 0;
            }
            piece.append(next);
            size += bytes(next);
        }
        pieces.add(piece.toString());
        return pieces;
    }

    private static int bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
