package dev.shophub.alert;

import static dev.shophub.alert.MailWorld.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.report.DailyMails;
import dev.shophub.store.Said;
import dev.shophub.store.StageFacts.Stage;
import dev.shophub.support.OutboxRow;
import dev.shophub.support.Rows;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who reads Chinese reads Chinese: no mail about what is wrong holds an English sentence but as a quotation of somebody else's words. */
class TroubleLanguageIT {

    private static final String SENTENCE = "Something of the hub went wrong here (shop=taobao-one): look at it now";
    private static final String FOREIGN = "Invalid session key “top” for this seller (code=27, sub=isv.invalid)";
    private static final List<String> VALUES = List.of(
            "17", "2026-11-05T03:15:00Z", "2026-11-05T03:45:12.345Z", "PT30M", "routes/poll.camel.yaml", "9", "12");

    private static final Pattern QUOTED = Pattern.compile("“[^“”]*”");
    private static final Pattern COMMAND = Pattern.compile("\\./hub( [a-z-]+)*");
    private static final Pattern ENGLISH = Pattern.compile("[A-Za-z][a-z']*(?:[ ,]+[A-Za-z][a-z']*){2,}");
    /** The line below the heading is in the other language. */
    private static final Pattern SECOND = Pattern.compile(
            "(trouble|cured)\\.heading\\.short|cured\\.passed|held\\.what\\.[a-z]+|daily\\.heading\\.[a-z]+");

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)");
    private static final Pattern IN_CODE = Pattern.compile("Said\\s*\\.(?:of|quoting)\\(\\s*\"([a-z-]+)\"");
    private static final Pattern TEXT_IN_CODE =
            Pattern.compile("(?:Clause\\.of|Said\\.text|[( ]step|[( ]field|\\.known)\\(\\s*\"([a-z-]+)\"");

    private static final Properties ZH = bundle(Locale.CHINESE);
    private static final Properties EN = bundle(Locale.ENGLISH);
    private static final Set<String> SECOND_LINES = EN.stringPropertyNames().stream()
            .filter(key -> SECOND.matcher(key).matches())
            .flatMap(key -> IntStream.range(0, 100)
                    .mapToObj(number ->
                            new MessageFormat(EN.getProperty(key), Locale.ENGLISH).format(new Object[] {number})))
            .collect(Collectors.toSet());

    private static MailWorld world;
    private static DailyMails daily;

    @BeforeAll
    static void open() {
        world = new MailWorld();
        daily = new DailyMails(world);
    }

    @BeforeEach
    void clear() {
        world.reset();
    }

    @Test
    void everyKindAndEverySentenceIsChinese() throws Exception {
        var kinds = below("trouble.kind.").stream()
                .filter(kind -> !kind.startsWith("held-"))
                .toList();
        var codes = below("trouble.said.");
        assertThat(kinds).hasSizeGreaterThan(20);
        assertThat(codes).hasSizeGreaterThan(35);
        for (var number = 0; number < Math.max(kinds.size(), codes.size()); number++) {
            var kind = kinds.get(number % kinds.size());
            var code = codes.get(number % codes.size());
            world.reset();
            world.troubles.raise("taobao-one/orders", kind, Optional.of(world.shop.id()), said(code));
            var mails = new ArrayList<>(world.deliver());
            assertThat(body(mails.get(0), "text/plain"))
                    .as(kind + " " + code)
                    .contains(chinese("trouble.said." + code).split("[{’]")[0].strip())
                    .contains("“Invalid session key ‘top’ for this seller");
            world.clock.advance(Duration.ofHours(5));
            world.troubles.remind();
            mails.addAll(world.deliver());
            world.troubles.cure("taobao-one/orders");
            world.clock.advance(Duration.ofMinutes(2));
            mails.addAll(world.deliver());
            assertThat(mails).as(kind).hasSizeGreaterThanOrEqualTo(2);
            for (var mail : mails) {
                isChinese(kind + " " + code, mail);
            }
        }
    }

    @Test
    void whatGathersAndWhatPassedOvernightIsChinese() throws Exception {
        world.clock.advance(Duration.ofHours(14));
        for (var number = 0; number < 3; number++) {
            world.troubles.raise(
                    "taobao-one/s" + number, "permission", Optional.of(world.shop.id()), said("request-refused"));
            world.troubles.raise("notice/" + number, "notice", Optional.empty(), said("version-ends"));
            world.troubles.cure("notice/" + number);
        }
        world.clock.advance(Duration.ofHours(7));
        var mails = world.deliver();
        assertThat(mails).hasSize(2);
        for (var mail : mails) {
            isChinese("digest", mail);
        }
    }

    /** A connector words a refusal itself, in English: that is ours to tell. */
    @Test
    void aRefusalThatIsOursIsToldAndOnlyTheOtherSidesWordsAreQuoted() throws Exception {
        var ours =
                "Vendure refused the administrator (shop=taobao-one, operation=login, code=X). Check settings username and"
                        + " password";
        var theirs =
                "The ERP refused (request=PUT http://127.0.0.1/orders/1, status=422, code=E7): Warehouse is closed";
        world.troubles.raise("taobao-one", "auth", Optional.of(world.shop.id()), Said.quoting("access-refused", ours));
        world.troubles.raise("erp", "auth", Optional.of(world.shop.id()), Said.quoting("delivery-refused-erp", theirs));

        var mails = world.deliver();

        assertThat(mails).hasSize(2);
        var told = body(mails.get(0), "text/plain") + body(mails.get(1), "text/plain");
        assertThat(told)
                .contains("Vendure 不认这个管理员（shop=")
                .contains("请检查 settings 里的 username 和 password。")
                .contains("ERP 不接受（request=")
                .contains("“Warehouse is closed”")
                .doesNotContain("Vendure refused")
                .doesNotContain("The ERP refused");
        assertThat(told.split("平台原文")).as("nothing of Vendure's was said").hasSizeLessThan(3);
    }

    /** Messages and rows of the release before hold only the sentence: it is quoted whole. */
    @Test
    void whatAnOlderReleaseWroteIsStillShown() throws Exception {
        world.troubles.raise("taobao-one", "clock", Optional.of(world.shop.id()), Said.plain(SENTENCE));
        world.jdbc.update("UPDATE outbox SET attributes = JSON_REMOVE(attributes, '$.said')");
        world.jdbc.update("UPDATE trouble SET said = NULL");
        var mail = only(world.deliver());
        isChinese("older", mail);
        assertThat(body(mail, "text/plain")).contains("原文：“" + SENTENCE.replace("taobao-one", "茶语时光旗舰店") + "”");
        world.clock.advance(Duration.ofHours(25));
        world.troubles.remind();
        assertThat(body(only(world.deliver()), "text/plain")).contains("原文：“Something of the hub");
    }

    @Test
    void theDailyMailSaysItInChineseToo() throws Exception {
        for (var code : below("trouble.said.")) {
            world.troubles.raise("taobao-one/" + code, "notice", Optional.of(world.shop.id()), said(code));
        }
        world.jdbc.update("DELETE FROM outbox");
        daily.enqueue();
        var mail = only(world.deliver());
        isChinese("daily", mail);
        assertThat(body(mail, "text/plain"))
                .contains("17 个订单还没有推送到 ERP，最早的从 2026-11-05 11:15 起", "./hub status 茶语时光旗舰店");
    }

    @Test
    void whatStandsStillQuotesTheOtherSide() throws Exception {
        var rows = new Rows(world.data);
        for (var place : List.of("parked", "dead")) {
            OutboxRow.order(place)
                    .of(world.shop.id())
                    .state(
                            place,
                            place.equals("dead") ? "invalid-sku" : "unmapped-sku",
                            place.equals("dead") ? "The ERP refuses the document (code=invalid-sku, line=2)" : "CUP-9")
                    .since(world.clock.instant())
                    .into(rows);
        }
        rows.insert(
                "quarantine",
                "shop_id",
                world.shop.id(),
                "stream",
                "orders",
                "external_id",
                "q1",
                "field",
                "payment",
                "reason",
                "Order not readable (shop=taobao-one, order=q1, field=payment)",
                "first_at",
                world.clock.instant(),
                "last_at",
                world.clock.instant());
        var mails = held();
        assertThat(mails).hasSize(3).anySatisfy(mail -> assertThat(body(mail, "text/plain"))
                .contains("对方原文：“The ERP refuses the document (code=invalid-sku, line=2)”"));
        world.clock.advance(Duration.ofHours(5));
        mails.addAll(held());
        world.jdbc.update("DELETE FROM outbox WHERE destination = 'erp'");
        world.jdbc.update("DELETE FROM quarantine");
        held();
        world.clock.advance(Duration.ofMinutes(6));
        mails.addAll(held());
        assertThat(mails).as("found, further up, cured for both readers").hasSize(12);
        for (var mail : mails) {
            isChinese("held", mail);
        }
    }

    private static ArrayList<MimeMessage> held() throws Exception {
        world.held.look();
        return new ArrayList<>(world.deliver());
    }

    @Test
    void everyCodeThatIsToldIsInTheBundlesAndNoOther() throws IOException {
        var told = new TreeSet<String>();
        var within = new TreeSet<>(Set.of(
                Said.LIST,
                "step-lost-alone",
                "step-new-alone",
                "accepted-by",
                "rolled-back-by",
                "no-block",
                "not-at-margin",
                "endpoint-near",
                "endpoint",
                "meaningless-near",
                "meaningless"));
        var code = new StringBuilder();
        var page = Files.readString(Path.of("docs", "operations.md"))
                .split("\n## Every alert\n")[1]
                .split("\n## ")[0];
        try (var files = Files.walk(Path.of("src/main/java/dev/shophub"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var text = Files.readString(file);
                code.append(file.endsWith("TroubleKinds.java") ? "" : text);
                IN_CODE.matcher(text).results().forEach(found -> told.add(found.group(1)));
                TEXT_IN_CODE.matcher(text).results().forEach(found -> within.add(found.group(1)));
            }
        }
        assertThat(below("trouble.text.")).containsExactlyInAnyOrderElementsOf(within);
        Stream.of(Stage.values()).forEach(stage -> told.add("stuck-" + stage.word()));
        var known = below("trouble.said.");
        assertThat(told).hasSizeGreaterThan(25);
        assertThat(known)
                .containsAll(told)
                .contains("delivery-refused-erp", "delivery-refused-mail", "disk", "disk-full");
        assertThat(known.stream()
                        .filter(one -> !told.contains(one) && !one.startsWith("delivery-refused-"))
                        .filter(one -> code.indexOf("\"" + one + "\"") < 0))
                .as("said by nobody")
                .isEmpty();
        assertThat(below("trouble.kind.").stream()
                        .filter(kind -> !kind.matches("(stuck|held)-.*"))
                        .filter(kind -> code.indexOf("\"" + kind + "\"") < 0 || !page.contains("`" + kind + "`")))
                .as("kinds that nothing raises, or that are on no page")
                .isEmpty();
    }

    @Test
    void aTextWithinATextIsReadInItsLanguage() {
        var waits = Said.of(
                "route-waits",
                SENTENCE,
                "deliver.camel.yaml",
                "deliver.camel.yaml:3",
                Said.text(
                        Said.LIST,
                        Said.text("held", 30, 49, Said.text("sample-orders"), Said.text("the-erp")),
                        Said.text("more", 2)));
        assertThat(text("zh").of(waits).line())
                .isEqualTo("文件 deliver.camel.yaml:3 的改动影响很大，等人确认，继续运行上一个版本：49 个样本订单里有 30 个不再发往 ERP，会被暂存；还有 2 处。"
                        + "就是要这样改，请运行 ./hub accept deliver.camel.yaml。");
        assertThat(text("en").of(waits).line())
                .contains(": 30 of 49 sample orders no longer go to the ERP; they are held; and 2 more. If");
    }

    private static TroubleText text(String language) {
        return new TroubleText(new Words(() -> language), new ShopTitles(world.shops), () -> world.mail
                .get()
                .timeZone());
    }

    @Test
    void anEnglishReaderReadsTheSameInEnglish() {
        var text = text("en");
        var told = text.of(said("mail"));
        assertThat(told.line())
                .startsWith("Since 17 no mail could leave. In its own words: “Invalid")
                .endsWith("isv.invalid)”");
        assertThat(text.of(Said.of("stuck-erp", SENTENCE, 3, VALUES.get(1), "PT30M"))
                        .line())
                .isEqualTo(
                        "3 orders wait for the ERP, the oldest since 2026-11-05 11:15, longer than the 30 min that is set.");
    }

    private static Said said(String code) {
        var places = PLACE.matcher(chinese("trouble.said." + code))
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)) + 1)
                .max()
                .orElse(0);
        var values = IntStream.range(0, places).mapToObj(VALUES::get).toArray();
        return Said.of(code, SENTENCE, values).quoting(FOREIGN);
    }

    private static void isChinese(String what, MimeMessage mail) throws Exception {
        for (var text : List.of(
                mail.getSubject(),
                body(mail, "text/plain"),
                body(mail, "text/html")
                        .replaceAll("(?s)<(style|title)[^>]*>.*?</\\1>|<!--.*?-->", "\n")
                        .replaceAll("<[^>]*>", "\n")
                        .replaceAll("&[a-z0-9#]+;", "'"))) {
            var left = new StringBuilder();
            Arrays.stream(text.split("\\R"))
                    .map(String::strip)
                    .filter(line -> !SECOND_LINES.contains(line))
                    .forEach(line -> left.append(line).append('\n'));
            var ours = COMMAND.matcher(QUOTED.matcher(left).replaceAll("")).replaceAll("");
            assertThat(ENGLISH.matcher(ours).results().map(found -> found.group()))
                    .as(what + " in " + mail.getSubject())
                    .isEmpty();
        }
    }

    private static String chinese(String key) {
        return ZH.getProperty(key);
    }

    /** What follows in the keys that begin so. */
    private static List<String> below(String beginning) {
        return ZH.stringPropertyNames().stream()
                .filter(key -> key.startsWith(beginning))
                .map(key -> key.substring(beginning.length()))
                .sorted()
                .toList();
    }

    private static Properties bundle(Locale language) {
        var properties = new Properties();
        try (var reader = new InputStreamReader(
                TroubleLanguageIT.class.getResourceAsStream("/messages/mail_" + language + ".properties"),
                StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
        return properties;
    }

    private static MimeMessage only(List<MimeMessage> mails) {
        assertThat(mails).hasSize(1);
        return mails.get(0);
    }
}
