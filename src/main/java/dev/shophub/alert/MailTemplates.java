package dev.shophub.alert;

import dev.shophub.connector.UnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.cache.ICacheEntryValidity;
import org.thymeleaf.context.Context;
import org.thymeleaf.exceptions.TemplateEngineException;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.AbstractConfigurableTemplateResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.FileTemplateResolver;

/**
 * The mails' templates, a file for HTML and one for plain text each, read from a folder that an admin may edit. Where what was edited
 * cannot be used, the release's own make the mail.
 */
final class MailTemplates {

    private static final String SHIPPED = "shipped/config/mail/";

    private final Path folder;
    private final Words words;
    private final Faults faults;
    private final SpringTemplateEngine edited;
    private final SpringTemplateEngine shipped;

    /** @param release where the release's own lie below {@code shipped/}, as the build lays them */
    MailTemplates(Path folder, ClassLoader release, Words words, Faults faults) {
        this.folder = folder;
        this.words = words;
        this.faults = faults;
        this.edited = engine(SavedFiles::new, folder + "/");
        this.shipped = engine(() -> new ClassLoaderTemplateResolver(release), SHIPPED);
    }

    /**
     * The bodies of a mail. A fault of an edited template is told to the admins.
     *
     * @param name of the template, without ending
     * @throws UnavailableException naming file and line, where the release's own cannot be used either
     */
    Rendered render(String name, Map<String, Object> model) {
        try {
            return rendered(edited, name, model);
        } catch (FaultyTemplateException fault) {
            faults.raise(fault, () -> rendered(edited, name, model));
            try {
                return rendered(shipped, name, model);
            } catch (FaultyTemplateException absent) {
                throw new UnavailableException("Template of mails not usable (" + fault.place()
                        + "): mend the file, it is read again at the next" + " attempt. " + fault.getMessage());
            }
        }
    }

    private Rendered rendered(SpringTemplateEngine engine, String name, Map<String, Object> model)
            throws FaultyTemplateException {
        var context = new Context(words.language(), model);
        context.setVariable("words", words);
        return new Rendered(process(engine, name + ".html", context), process(engine, name + ".txt", context));
    }

    private String process(SpringTemplateEngine engine, String file, Context context) throws FaultyTemplateException {
        try {
            return engine.process(file, context);
        } catch (TemplateEngineException fault) {
            throw new FaultyTemplateException(folder, file, fault);
        }
    }

    private SpringTemplateEngine engine(Supplier<AbstractConfigurableTemplateResolver> kind, String prefix) {
        var engine = new SpringTemplateEngine();
        engine.addTemplateResolver(resolver(kind, prefix, TemplateMode.HTML, ".html"));
        engine.addTemplateResolver(resolver(kind, prefix, TemplateMode.TEXT, ".txt"));
        engine.setTemplateEngineMessageSource(words.bundles());
        return engine;
    }

    private static AbstractConfigurableTemplateResolver resolver(
            Supplier<AbstractConfigurableTemplateResolver> kind, String prefix, TemplateMode mode, String ending) {
        var resolver = kind.get();
        resolver.setPrefix(prefix);
        resolver.setResolvablePatterns(Set.of("*" + ending));
        resolver.setTemplateMode(mode);
        resolver.setForceTemplateMode(true);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        return resolver;
    }

    /** Files that are read again once they were saved: to parse them takes longer than to make a mail of them. */
    private static final class SavedFiles extends FileTemplateResolver {

        @Override
        protected ICacheEntryValidity computeValidity(
                IEngineConfiguration engine, String owner, String template, Map<String, Object> attributes) {
            return new Unsaved(Path.of(getPrefix() + template));
        }
    }

    /** Holds until the file is saved. */
    private static final class Unsaved implements ICacheEntryValidity {

        private final Path file;
        private final Optional<FileTime> savedAt;

        private Unsaved(Path file) {
            this.file = file;
            this.savedAt = savedAt();
        }

        private Optional<FileTime> savedAt() {
            try {
                return Optional.of(Files.getLastModifiedTime(file));
            } catch (IOException gone) {
                return Optional.empty();
            }
        }

        @Override
        public boolean isCacheable() {
            return savedAt.isPresent();
        }

        @Override
        public boolean isCacheStillValid() {
            return savedAt.equals(savedAt());
        }
    }

    /** Hears of a template that cannot be used. */
    @FunctionalInterface
    interface Faults {

        /** @param again to be tried once the file was saved anew */
        void raise(FaultyTemplateException fault, Trial again);
    }

    /** Makes the same mail of the edited templates. */
    @FunctionalInterface
    interface Trial {

        void run() throws FaultyTemplateException;
    }

    /** A mail's two bodies. */
    record Rendered(String html, String text) {}
}
