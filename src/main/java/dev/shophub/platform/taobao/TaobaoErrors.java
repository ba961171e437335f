package dev.shophub.platform.taobao;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Failure;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** The platform's error codes as the hub's failures. Texts of the platform are not passed on: they may quote a buyer. */
final class TaobaoErrors {

    /** The order asked for does not exist any more. */
    static final String NO_SUCH_TRADE = "isv.trade-not-exist";

    private static final String PERMISSION_PACKAGE = "isv.permission-api-package";

    private enum Means {
        LIMITED,
        UNAVAILABLE,
        SESSION,
        KEY,
        PERMISSION,
        REJECTED
    }

    /** Codes of the gateway; 15 (the service behind it) and all others are told apart by their sub code. */
    private static final Map<Integer, Means> CODES = Map.ofEntries(
            Map.entry(7, Means.LIMITED),
            Map.entry(10, Means.UNAVAILABLE),
            Map.entry(11, Means.PERMISSION),
            Map.entry(12, Means.PERMISSION),
            Map.entry(24, Means.KEY),
            Map.entry(25, Means.KEY),
            Map.entry(26, Means.SESSION),
            Map.entry(27, Means.SESSION),
            Map.entry(28, Means.KEY),
            Map.entry(29, Means.KEY),
            // A wrong clock: the answer's Date has just corrected ours, so the next call is right.
            Map.entry(31, Means.UNAVAILABLE));

    private static final Pattern BAN = Pattern.compile("ban will last for (\\d{1,9}) more second");
    private static final Duration WHOLE_APPLICATION = Duration.ofMinutes(10);
    private static final Duration ONE_CALL = Duration.ofSeconds(1);
    private static final int SUB_CODE_LENGTH = 100;

    private TaobaoErrors() {}

    /**
     * @param error the answer's {@code error_response}
     * @param particulars shop and method, for the message
     */
    static Failure failure(JsonNode error, String particulars) {
        int code = error.path("code").asInt(-1);
        var subCode = word(error.path("sub_code").asText(""));
        var where = " (" + particulars + ", code=" + code + (subCode.isEmpty() ? "" : ", sub-code=" + subCode)
                + ", request=" + word(error.path("request_id").asText("")) + ")";
        return switch (means(code, subCode)) {
            case LIMITED -> new RateLimitedException(
                    "Taobao's quota is spent" + where,
                    wait(error.path("sub_msg").asText(""), subCode));
            case UNAVAILABLE -> new UnavailableException("Taobao could not answer" + where);
            case SESSION -> new AuthFailedException("Taobao refused the seller's authorisation" + where, true);
            case KEY -> new AuthFailedException(
                    "Taobao refused the application's key or signature" + where
                            + ". Check settings app-key, app-secret and sign-method",
                    false);
            case PERMISSION -> new RejectedException(
                    "Taobao grants no permission for this interface" + where
                            + ". Apply for its permission package in the open platform's console, then let the seller"
                            + " authorise again",
                    subCode.startsWith(PERMISSION_PACKAGE) ? subCode : Integer.toString(code));
            case REJECTED -> new RejectedException(
                    "Taobao rejected the call" + where, subCode.isEmpty() ? Integer.toString(code) : subCode);
        };
    }

    /** Whether the interface as a whole was refused, not this one question. */
    static boolean lacksPermission(RejectedException rejected) {
        return rejected.code().startsWith(PERMISSION_PACKAGE)
                || rejected.code().equals("11")
                || rejected.code().equals("12");
    }

    private static Means means(int code, String subCode) {
        if (subCode.startsWith("accesscontrol.limited-by")) {
            return Means.LIMITED;
        }
        if (subCode.startsWith(PERMISSION_PACKAGE)) {
            return Means.PERMISSION;
        }
        if (subCode.startsWith("isp.")) {
            return Means.UNAVAILABLE;
        }
        var known = CODES.get(code);
        if (known != null) {
            return known;
        }
        return code == 15 && !subCode.startsWith("isv.") ? Means.UNAVAILABLE : Means.REJECTED;
    }

    /** The platform's own number of seconds; where it tells none, a day's quota is asked about every ten minutes. */
    private static Duration wait(String subMessage, String subCode) {
        var told = BAN.matcher(subMessage);
        if (told.find()) {
            return Duration.ofSeconds(Long.parseLong(told.group(1)));
        }
        return subCode.equals("accesscontrol.limited-by-app-access-count") ? WHOLE_APPLICATION : ONE_CALL;
    }

    /** Only what a code may consist of. */
    private static String word(String text) {
        var word = text.replaceAll("[^A-Za-z0-9._:-]", "");
        return word.substring(0, Math.min(word.length(), SUB_CODE_LENGTH));
    }
}
