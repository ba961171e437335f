package dev.shophub.platform.jd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Failure;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The platform's error codes as the hub's failures. Its texts are read for what no code tells and never passed on: they may
 * quote a token or a buyer.
 */
final class JdErrors {

    private enum Means {
        LIMITED,
        UNAVAILABLE,
        SESSION,
        KEY,
        PERMISSION,
        REJECTED
    }

    private static final Map<String, Means> CODES = Map.ofEntries(
            // A wrong clock: the answer's Date has just corrected ours, so the next call is right.
            Map.entry("9", Means.UNAVAILABLE),
            Map.entry("10", Means.UNAVAILABLE),
            Map.entry("11", Means.KEY),
            Map.entry("12", Means.KEY),
            Map.entry("18", Means.SESSION),
            Map.entry("19", Means.SESSION),
            Map.entry("20", Means.KEY),
            Map.entry("21", Means.KEY),
            Map.entry("65", Means.UNAVAILABLE),
            Map.entry("66", Means.UNAVAILABLE),
            Map.entry("67", Means.UNAVAILABLE),
            Map.entry("68", Means.UNAVAILABLE),
            Map.entry("103", Means.KEY),
            Map.entry("2001", Means.PERMISSION));

    /** The code of a spent quota is not known, its words are. */
    private static final Pattern LIMIT = Pattern.compile(
            "(?i)flow control|too many|call limit|calls? exceed|exceed\\w* .*(call|limit|quota)|流控|限流|频率|调用次数|超过.*次");

    private static final Pattern DAY = Pattern.compile("(?i)\\bday\\b|daily|每日|每天|当日|当天|今日");
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,6}) ?(?:s\\b|sec|秒)");
    private static final Pattern BUSY = Pattern.compile("(?i)系统异常|系统繁忙|超时|稍后|time.?out|system (error|busy)");
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final int LONGEST_CODE = 60;

    private JdErrors() {}

    /**
     * A refusal by the gateway: {@code error_response}, or the answer's root with another code than 0.
     *
     * @param particulars shop and method, for the message
     * @param now the platform's time
     */
    static Failure failure(JsonNode error, String particulars, Instant now) {
        var code = word(error.path("code").asText(""));
        var said =
                error.path("en_desc").asText("") + " " + error.path("zh_desc").asText("") + " "
                        + error.path("errorMessage").asText("");
        var where = " (" + particulars + ", code=" + code + ")";
        return switch (means(code, said)) {
            case LIMITED -> new RateLimitedException("JD's quota is spent" + where, wait(said, now));
            case UNAVAILABLE -> new UnavailableException("JD could not answer" + where);
            case SESSION -> new AuthFailedException("JD refused the seller's authorisation" + where, true);
            case KEY -> new AuthFailedException(
                    "JD refused the application's key or signature" + where + ". Check settings app-key and app-secret",
                    false);
            case PERMISSION -> new RejectedException(
                    "JD grants no permission for this interface" + where
                            + ". Apply for it in the open platform's console, then let the seller authorise again",
                    code);
            case REJECTED -> new RejectedException("JD rejected the call" + where, code);
        };
    }

    /**
     * Looks for {@code success}, which comes as a boolean or as text; anything but true is a failure.
     *
     * @param result the business object of an answer
     * @throws Failure rejected, or unavailable where its words say so
     */
    static void requireSuccess(JsonNode result, String particulars) {
        if (result.path("success").asText("").equals("true")) {
            return;
        }
        var code = Optional.of(word(result.path("numberCode").asText("")))
                .filter(text -> !text.isEmpty() && !text.equals("0"))
                .orElseGet(() -> word(result.path("errorCode").asText("")));
        var said = result.path("englishErrCode").asText("") + " "
                + result.path("chineseErrCode").asText("");
        var where = " (" + particulars + ", code=" + code + ")";
        throw BUSY.matcher(said).find() || !result.isObject()
                ? new UnavailableException("JD could not answer" + where)
                : new RejectedException("JD rejected the call" + where, code.isEmpty() ? "no-success" : code);
    }

    private static Means means(String code, String said) {
        var known = CODES.get(code);
        if (known != null) {
            return known;
        }
        if (LIMIT.matcher(said).find()) {
            return Means.LIMITED;
        }
        return BUSY.matcher(said).find() ? Means.UNAVAILABLE : Means.REJECTED;
    }

    /** The number of seconds where one is told; of a day's quota the rest of the platform's day, else a minute. */
    private static Duration wait(String said, Instant now) {
        var told = SECONDS.matcher(said);
        if (told.find()) {
            return Duration.ofSeconds(Long.parseLong(told.group(1)));
        }
        if (!DAY.matcher(said).find()) {
            return A_MINUTE;
        }
        var tomorrow = now.atOffset(JdSettings.TIME.zone())
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay()
                .toInstant(JdSettings.TIME.zone());
        return Duration.between(now, tomorrow);
    }

    /** Only what a code may consist of. */
    private static String word(String text) {
        var word = text.replaceAll("[^A-Za-z0-9._:-]", "");
        return word.substring(0, Math.min(word.length(), LONGEST_CODE));
    }
}
