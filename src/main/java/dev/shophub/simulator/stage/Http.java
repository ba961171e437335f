package dev.shophub.simulator.stage;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Requests and answers as bytes: parameters of query and body as one set, answers dated by the platform's clock. */
public final class Http {

    public static final String JSON = "application/json;charset=UTF-8";
    public static final String HTML = "text/html;charset=UTF-8";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH);

    private Http() {}

    /**
     * A call as it came.
     *
     * @param verb as it was spelt
     * @param path undecoded
     * @param query undecoded, empty when none
     * @param headers names in lower case, the first value of each
     */
    public record Call(String verb, String path, String query, Map<String, String> headers, byte[] body) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** Without query, headers and body, which may hold secrets. */
        @Override
        public String toString() {
            return verb + " " + path;
        }
    }

    /** @param type of the content */
    public record Answer(int status, String type, Map<String, String> headers, String body) {}

    static Call call(HttpServletRequest request) throws IOException {
        var headers = new HashMap<String, String>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
        return new Call(
                request.getMethod(),
                request.getRequestURI(),
                Optional.ofNullable(request.getQueryString()).orElse(""),
                headers,
                request.getInputStream().readAllBytes());
    }

    /** Every parameter by name, the first where a name comes twice; parts that are files are left out. */
    public static Map<String, String> parameters(HttpServletRequest request) throws IOException, ServletException {
        request.setCharacterEncoding(StandardCharsets.UTF_8.name());
        var parameters = new HashMap<String, String>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
        var type = request.getContentType();
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            for (var part : request.getParts()) {
                if (part.getSubmittedFileName() == null) {
                    parameters.putIfAbsent(part.getName(), text(part));
                }
            }
        }
        return parameters;
    }

    private static String text(Part part) throws IOException {
        try (var in = part.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public static void answer(HttpServletResponse response, Clock clock, int status, String type, byte[] body)
            throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setHeader("Date", DATE.format(clock.instant().atOffset(ZoneOffset.UTC)));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    public static void answer(HttpServletResponse response, Clock clock, int status, String type, String body)
            throws IOException {
        answer(response, clock, status, type, body.getBytes(StandardCharsets.UTF_8));
    }
}
