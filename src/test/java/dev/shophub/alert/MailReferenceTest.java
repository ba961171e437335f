package dev.shophub.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mail ends with its reference: every template a composer can name, in both languages. */
class MailReferenceTest {

    private static final Path TEMPLATES = Path.of("config", "mail");
    private static final String NUMBER = "4711";

    /** What composers name: all files but the pieces of others. */
    static Stream<String> templates() throws IOException {
        try (var files = Files.list(TEMPLATES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".html"))
                    .map(name -> name.substring(0, name.length() - ".html".length()))
                    .filter(name -> !List.of("frame", "parts").contains(name))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyTemplateEndsWithTheNumberTheHubFindsItBy(String template) {
        for (var language : List.of("zh", "en")) {
            for (var foot : List.of("foot.automatic", "foot.team")) {
                var words = new Words(() -> language);
                var templates = new MailTemplates(
                        TEMPLATES, getClass().getClassLoader(), words, (fault, again) -> fail(fault.place(), fault));
                var rendered = templates.render(template, model(words, foot));
                endsWithItsReference(rendered.text(), rendered.html(), NUMBER);
            }
        }
    }

    /** Of a finished mail: the number stands in the last lines of both bodies, wherever pictures and files put them. */
    static void endsWithItsReference(MimeMessage mail, long number) throws Exception {
        var bodies = new HashMap<String, String>();
        collect(mail, bodies);
        endsWithItsReference(bodies.get("text"), bodies.get("html"), Long.toString(number));
    }

    private static void collect(Part part, Map<String, String> bodies) throws Exception {
        if (part.getContent() instanceof Multipart parts) {
            for (var at = 0; at < parts.getCount(); at++) {
                collect(parts.getBodyPart(at), bodies);
            }
        } else if (part.getFileName() == null && part.isMimeType("text/*")) {
            bodies.put(part.isMimeType("text/html") ? "html" : "text", (String) part.getContent());
        }
    }

    private static void endsWithItsReference(String text, String html, String number) {
        var lines = text.strip().lines().toList();
        assertThat(lines.get(lines.size() - 3).strip())
                .as("the line above the foot")
                .isEqualTo("--");
        assertThat(lines.get(lines.size() - 2)).contains(" " + number);
        var foot = html.substring(html.lastIndexOf("<td class=\"pad line soft\""));
        assertThat(foot).contains(" " + number).doesNotContain("<table");
    }

    private static Map<String, Object> model(Words words, String foot) {
        var model = new HashMap<String, Object>();
        model.put("language", Locale.ROOT.toLanguageTag());
        model.put("tone", "blue");
        model.put("foot", words.text(foot, NUMBER));
        model.put("messageNumber", NUMBER);
        model.put("complete", true);
        model.put("reviews", List.of(new ReviewCard("", "", "", "", "", "", "", "", "", "", "", "", false)));
        return model;
    }
}
