package dev.shophub.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Replaces what could lead to a person in a text from outside: telephone numbers, mail and web addresses, messenger names,
 * postal addresses, names after a label. It would rather mask too much than too little. Works on code points, so that
 * full-width and mathematical digits count as digits and characters of four bytes stay whole.
 */
public final class Masking {

    /** What was found; the label that takes its place is looked up by it. */
    public enum Kind {
        TELEPHONE,
        MAIL,
        LINK,
        MESSENGER,
        ADDRESS,
        NAME
    }

    private static final String HAN = "\\p{IsHan}";
    private static final String GAP = "[\\s\\-._·•,，、~*/|()]{0,3}";
    private static final String CHINESE_DIGITS = "零〇一二三四五六七八九";
    private static final String OTHER_CHINESE_DIGITS = "幺壹贰叁肆伍陆柒捌玖";
    private static final String OTHER_CHINESE_VALUES = "1123456789";

    private static final String MESSENGER_WORD = "(?:微信|威信|薇信|徽信|wechat|weixin|whats\\s?app|telegram|skype|扣扣|企鹅|"
            + "球球|钉钉|旺旺|(?<![a-z])(?:qq|vx|wx|tg)(?![a-z])|(?:加|\\+|➕)\\s?v|[vq]群)";

    private static final List<Rule> RULES = List.of(
            rule(
                    Kind.LINK,
                    "https?://[^\\s<>\"" + HAN + "]+|www\\.[a-z0-9./?=&_%-]+|"
                            + "(?<![a-z0-9@])[a-z0-9-]+\\.(?:com|cn|net|top|shop|xyz|vip|cc|me)(?![a-z])[^\\s<>\"" + HAN
                            + "]*"),
            rule(
                    Kind.MAIL,
                    "[a-z0-9._%+-]+\\s?(?:@|\\(at\\)|\\[at\\]|艾特)\\s?[a-z0-9-]+"
                            + "(?:\\s?(?:\\.|点|\\(dot\\)|\\[dot\\])\\s?[a-z0-9-]+)+"),
            rule(
                    Kind.MESSENGER,
                    "(?<=(" + MESSENGER_WORD + ")" + "[号群]?\\s?(?:id)?[\\s:是为=-]{0,4})"
                            + "(?:@?[a-z][a-z0-9_-]{4,31}|\\d(?:[\\s\\-._]?\\d){4,14})"),
            rule(Kind.NAME, "(?<=(?:收件人|收货人|联系人|姓名|电话人)[\\s:：是]{1,3})" + HAN + "{2,4}"),
            rule(Kind.TELEPHONE, "(?<!\\d)(?:\\+?" + "86" + GAP + ")?1" + GAP + "[3-9](?:" + GAP + "\\d){9}(?!\\d)"),
            rule(Kind.TELEPHONE, "(?<!\\d)\\(?0\\d{2,3}\\)?[\\s-]{0,2}\\d{3,4}[\\s-]?\\d{4}(?!\\d)"),
            rule(Kind.TELEPHONE, "(?<!\\d)[48]00[\\s-]?\\d{3,4}[\\s-]?\\d{3,4}(?!\\d)"),
            rule(Kind.TELEPHONE, "\\+\\d{1,3}(?:[\\s-]?\\d){6,12}"),
            rule(
                    Kind.TELEPHONE,
                    "(?<!\\d)(?!(?:19|20)\\d{2}[-./]\\d{1,2}[-./]\\d{1,2}(?!\\d))\\d(?:[\\s\\-._·]?\\d){6,}x?"),
            rule(
                    Kind.ADDRESS,
                    "(?:" + HAN + "{2,8}?(?:省|自治区|特别行政区|市|州|盟|区|县|旗|镇|乡|街道)){0,4}"
                            + "[" + HAN + "a-z0-9]{1,10}?"
                            + "(?:路|街|大道|道|巷|弄|胡同|村|小区|花园|公寓|大厦|广场|苑|新村|社区|家园)"
                            + HAN + "{0,8}?\\s?\\d+\\s?(?:号|弄|栋|幢|座|单元|室|楼|层|组|户|-\\d+)"
                            + "(?:\\s?[" + HAN + "]{0,8}?\\s?[a-z]?\\d+\\s?(?:号楼|号|弄|栋|幢|座|单元|室|楼|层|组|户)?){0,5}"),
            rule(Kind.ADDRESS, "[a-z]?\\d+\\s?(?:栋|幢|号楼|座)\\s?(?:[a-z]?\\d+\\s?单元)?\\s?\\d{2,4}\\s?(?:室|号|户)?"),
            rule(
                    Kind.ADDRESS,
                    HAN + "{2,8}?(?:省|自治区)\\s?" + HAN + "{2,8}?(?:市|州|盟|县)(?:\\s?" + HAN
                            + "{1,8}?(?:区|县|市|旗|镇|乡|街道)){0,3}"),
            rule(
                    Kind.ADDRESS,
                    "(?<!超|城|门|股|夜|菜|" + HAN + "上)" + HAN + "{2,4}?(?<!超|城|门|股|夜|菜)市\\s?" + HAN
                            + "{1,6}?(?:区|县|镇|街道)(?!别|分|域)"),
            rule(
                    Kind.ADDRESS,
                    "\\d{1,5}\\s+(?:[a-z]+\\s+){1,3}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|"
                            + "blvd)\\b\\.?"));

    private final Function<Kind, String> label;

    /** @param label what takes the place of what was found, in the reader's language */
    public Masking(Function<Kind, String> label) {
        this.label = label;
    }

    /** The text with everything found replaced by its label. */
    public String mask(String text) {
        var points = text.codePoints().toArray();
        var plain = new StringBuilder(points.length);
        var digits = new StringBuilder(points.length);
        for (var point : points) {
            plain.append(plain(point));
            digits.append(digit(point));
        }
        var found = new ArrayList<Span>();
        for (var rule : RULES) {
            find(rule, plain, found);
            if (rule.kind() == Kind.TELEPHONE) {
                find(rule, digits, found);
            }
        }
        return replace(points, found);
    }

    private static void find(Rule rule, CharSequence shadow, List<Span> found) {
        var matcher = rule.pattern().matcher(shadow);
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                found.add(new Span(matcher.start(), matcher.end(), rule.kind()));
            }
        }
    }

    /** Overlapping finds become one; the earlier, then the longer one names it. */
    private String replace(int[] points, List<Span> found) {
        found.sort(Comparator.comparingInt(Span::from).thenComparing(Span::to, Comparator.reverseOrder()));
        var result = new StringBuilder();
        var at = 0;
        for (var i = 0; i < found.size(); ) {
            var first = found.get(i);
            var to = first.to();
            for (i++; i < found.size() && found.get(i).from() < to; i++) {
                to = Math.max(to, found.get(i).to());
            }
            result.append(new String(points, at, first.from() - at)).append(label.apply(first.kind()));
            at = to;
        }
        return result.append(new String(points, at, points.length - at)).toString();
    }

    /** One plain character for each code point: digits of any script and full-width letters become ASCII. */
    private static char plain(int point) {
        var digit = Character.digit(point, 10);
        if (digit >= 0) {
            return (char) ('0' + digit);
        }
        if (point >= 0xFF01 && point <= 0xFF5E) {
            return Character.toLowerCase((char) (point - 0xFEE0));
        }
        if (point >= 0x2460 && point <= 0x2468) {
            return (char) ('1' + point - 0x2460);
        }
        if (point == 0x24EA) {
            return '0';
        }
        if (Character.getType(point) == Character.FORMAT || point == 0x3000 || isKeycapMark(point)) {
            return ' ';
        }
        if (point == 0x2014 || point == 0x2013 || point == 0x2212) {
            return '-';
        }
        return Character.isBmpCodePoint(point) ? Character.toLowerCase((char) point) : '\uFFFD';
    }

    /** As {@link #plain}, Chinese number words as digits too. */
    private static char digit(int point) {
        var value = CHINESE_DIGITS.indexOf(point);
        if (value >= 0) {
            return (char) ('0' + Math.max(0, value - 1));
        }
        var other = OTHER_CHINESE_DIGITS.indexOf(point);
        return other >= 0 ? OTHER_CHINESE_VALUES.charAt(other) : plain(point);
    }

    private static boolean isKeycapMark(int point) {
        return point == 0xFE0F || point == 0x20E3;
    }

    private static Rule rule(Kind kind, String pattern) {
        return new Rule(kind, Pattern.compile(pattern));
    }

    private record Rule(Kind kind, Pattern pattern) {}

    /** Code points from (inclusive) to (exclusive). */
    private record Span(int from, int to, Kind kind) {}
}
