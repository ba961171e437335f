package dev.shophub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.Sentences.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the hub itself says is told in the reader's language; what another side says stays as it came. */
class SentencesTest {

    private static final Pattern THROWN = Pattern.compile(
            "new (?:AuthFailed|Rejected|Unavailable|RateLimited)Exception\\(\\s*([^;{]*?)\"((?:[^\"\\\\]|\\\\.)*)\"");

    private static final Path MAIN = Path.of("src/main/java/dev/shophub");

    /** Rooms whose failures people read. */
    private static final List<String> ROOMS =
            List.of("platform", "connector", "erp/rest", "token", "chat", "listing", "camel");

    private final Sentences chinese = Sentences.in("zh");
    private final Sentences english = Sentences.in("en");

    @Test
    void aRefusalWordedByAConnectorIsToldWithItsParticularsAndWhatToDo() {
        var said =
                "The site refused the key or its signature (shop=site, interface=orders, status=401, code=x). Check settings"
                        + " consumer-key and consumer-secret, and whether the key's user still exists";

        assertThat(chinese.told(said))
                .isEqualTo(new Told(
                        "网站不认这个密钥或它的签名（shop=site, interface=orders, status=401, code=x）。请检查 settings 里的 consumer-key 和 consumer-secret，以及密钥所属的用户是否还在。",
                        ""));
        assertThat(english.told(said)).isEqualTo(new Told(said + ".", ""));
        assertThat(english.of(said)).isEqualTo(said);
    }

    @Test
    void onlyTheOtherSidesWordsAreLeftAsTheyCame() {
        var said =
                "The ERP refused (request=PUT http://erp/orders/1, status=422, code=E7): Warehouse is closed. Ask Mei";

        assertThat(chinese.told(said))
                .isEqualTo(new Told(
                        "ERP 不接受（request=PUT http://erp/orders/1, status=422, code=E7）。",
                        "Warehouse is closed. Ask Mei"));
        assertThat(chinese.of(said)).endsWith("“Warehouse is closed. Ask Mei”");
        assertThat(chinese.told("session expired")).isEqualTo(new Told("", "session expired"));
        assertThat(chinese.of("session expired")).isEqualTo("session expired");
    }

    @Test
    void namesWithinAreToldToo() {
        assertThat(chinese.of("JD's quota is spent (shop=jd, method=x)")).isEqualTo("京东的调用额度用完了（shop=jd, method=x）。");
        assertThat(chinese.of("Shopify could not answer (document=orders)"))
                .isEqualTo("Shopify 没能答复（document=orders）。");
        assertThat(chinese.of("The token is gone (shop=jd: no refresh token). Run: ./hub authorize jd"))
                .as("not ours")
                .startsWith("The token");
        assertThat(chinese.of(
                        "The shop's token cannot be renewed (shop=jd: no refresh token). Run: ./hub authorize jd"))
                .isEqualTo("店铺的令牌无法续期（shop=jd: no refresh token）。请运行：./hub authorize jd。");
    }

    @Test
    void whatAnEditChangesIsToldClauseByClause() {
        assertThat(chinese.of("12 of 50 sample orders no longer go to the ERP; they are held"))
                .isEqualTo("50 个样本订单里有 12 个不再发往 ERP，会被暂存。");
        assertThat(chinese.of(
                        "the route deliver-erp disappears; the step erp.send no longer happens for sample orders"))
                .isEqualTo("路由 deliver-erp 会消失。样本订单不再执行步骤 erp.send。");
        assertThat(chinese.of("deliver.camel.yaml:12: The line is indented with a tab; use blanks."))
                .isEqualTo("deliver.camel.yaml:12: 这一行用制表符缩进；请用空格。");
    }

    @Test
    void faultsOfTheConfigurationAreToldWithTheirPlace() {
        assertThat(chinese.of(
                        "config/jd/application.yaml:7: 'hub.shops.jd.time-zone' is missing; expected a name such as"
                                + " Asia/Shanghai"))
                .isEqualTo("config/jd/application.yaml:7: 缺少“hub.shops.jd.time-zone”；应为时区名，如 Asia/Shanghai。");
        assertThat(chinese.of(
                        "The environment variable HUB_X is unknown: no setting has this name and no configuration file"
                                + " names it in ${}; unset it"))
                .isEqualTo("不认识环境变量 HUB_X：没有这个名字的设置，配置文件里也没有用 ${} 引用它；请去掉它。");
        assertThat(chinese.of(
                        "config/jd/application.yaml:9: 'hub.shops.jd.settings.app-secret' needs the environment variable"
                                + " JD_SECRET, which is not set"))
                .contains("要用环境变量 JD_SECRET，它没有设置");
    }

    @Test
    void theStoreThatIsNotTheShopsIsToldInBothLanguages() {
        var said =
                "Another store answers than this shop always was (shop=site, was=A (old) [a.example], answers=B [b.example]):"
                        + " nothing is read or written. Put the key and address of A (old) [a.example] back; give another store a shop"
                        + " key of its own in the configuration; has the same store moved, run: ./hub authorize site --moved";

        assertThat(chinese.told(said).foreign()).isEmpty();
        assertThat(chinese.of(said)).contains("没有读也没有写").endsWith("./hub authorize site --moved。");
    }

    /** A new failure wants its Chinese: read from the sources, so that none is forgotten. */
    @Test
    void everyFailureThatTheCodeWordsIsKnown() throws IOException {
        var unknown = new TreeMap<String, Set<String>>();
        int found = 0;
        for (var room : ROOMS) {
            try (var files = Files.walk(MAIN.resolve(room))) {
                for (var file :
                        files.filter(one -> one.toString().endsWith(".java")).toList()) {
                    var thrown = THROWN.matcher(Files.readString(file));
                    while (thrown.find()) {
                        found++;
                        var head = thrown.group(2).replaceFirst(" \\(.*$", "").replaceFirst("^\\. ", "");
                        if (!isKnown(thrown.group(1).isBlank() ? head.strip() : "X" + head)
                                && !file.toString().contains("/gate/")) {
                            unknown.computeIfAbsent(file.getFileName().toString(), none -> new TreeSet<>())
                                    .add(head);
                        }
                    }
                }
            }
        }
        assertThat(found).isGreaterThan(120);
        assertThat(unknown).isEmpty();
    }

    /** Of a sentence that goes on with a value its beginning is looked at: with any value it must be known. */
    private boolean isKnown(String head) {
        return head.length() < 2 // a value first: its own place words it
                || head.equals("Xcode=")
                || !chinese.told(head.substring(1)).ours().isEmpty() // goes on after a sentence
                || !chinese.told(head).ours().isEmpty()
                || !chinese.told(head + " X").ours().isEmpty()
                || !chinese.told(head + "X").ours().isEmpty()
                || !chinese.told(head.replaceFirst("^X", "") + " must authorise again: ./hub authorize X")
                        .ours()
                        .isEmpty()
                || !chinese.told(head + " X bytes").ours().isEmpty()
                || !chinese.told(head + " X, above 0").ours().isEmpty();
    }
}
