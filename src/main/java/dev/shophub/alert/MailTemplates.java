package dev.shophub.alert;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.thymeleaf.context.Context;
import org.thymeleaf.exceptions.TemplateEngineException;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.FileTemplateResolver;

/** The mails' templates, a file for HTML and one for plain text each, read from a folder that an admin may edit. */
final class MailTemplates {

    private static final long CACHED_MILLIS = 5_000;

    private final Path folder;
    private final Words words;
    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    MailTemplates(Path folder, Words words) {
        this.folder = folder;
        this.words = words;
        engine.addTemplateResolver(resolver(TemplateMode.HTML, ".html"));
        engine.addTemplateResolver(resolver(TemplateMode.TEXT, ".txt"));
        engine.setTemplateEngineMessageSource(words.bundles());
    }

    /**
     * @param name of the template, without ending
     * @throws IllegalStateException naming the file and line of a template that cannot be used
     */
    Rendered render(String name, Map<String, Object> model) {
        var context = new Context(words.language(), model);
        context.setVariable("words", words);
        return new Rendered(process(name + ".html", context), process(name + ".txt", context));
    }

    private String process(String file, Context context) {
        try {
            return engine.process(file, context);
        } catch (TemplateProcessingException broken) {
            var template = broken.getTemplateName() == null ? file : broken.getTemplateName();
            throw new IllegalStateException(
                    "Template not usable (" + folder.resolve(template) + ":"
                            + (broken.getLine() == null ? 1 : broken.getLine())
                            + "): mend the file; it is read again at the"
                            + " next attempt",
                    broken);
        } catch (TemplateEngineException missing) {
            throw new IllegalStateException(
                    "Template not usable (" + folder.resolve(file) + ":1): put the file there", missing);
        }
    }

    private FileTemplateResolver resolver(TemplateMode mode, String ending) {
        var resolver = new FileTemplateResolver();
        resolver.setPrefix(folder + "/");
        resolver.setResolvablePatterns(java.util.Set.of("*" + ending));
        resolver.setTemplateMode(mode);
        resolver.setForceTemplateMode(true);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        resolver.setCacheTTLMs(CACHED_MILLIS);
        return resolver;
    }

    /** A mail's two bodies. */
    record Rendered(String html, String text) {}
}
