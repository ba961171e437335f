package dev.shophub.alert;

import java.nio.file.Path;
import java.util.Optional;
import org.thymeleaf.exceptions.TemplateEngineException;
import org.thymeleaf.exceptions.TemplateProcessingException;

/** A template of mails that cannot be used as it stands. */
final class FaultyTemplateException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What reads the templates for the engine. */
    private static final String PARSER = "org.attoparser";

    private final transient Path file;
    private final int line;

    /** @param asked the file that was to be used; the fault may lie in one that it includes */
    FaultyTemplateException(Path folder, String asked, TemplateEngineException fault) {
        super(words(fault), fault);
        var processing = fault instanceof TemplateProcessingException known ? known : null;
        this.file = folder.resolve(Optional.ofNullable(processing == null ? null : processing.getTemplateName())
                .orElse(asked));
        this.line = Optional.ofNullable(processing == null ? null : processing.getLine())
                .orElse(1);
    }

    /** What the engine found, innermost; it quotes the template, never what is put into it. */
    private static String words(Throwable fault) {
        var innermost = fault;
        for (var cause = fault.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof TemplateEngineException
                    || cause.getClass().getPackageName().startsWith(PARSER)) {
                innermost = cause;
            }
        }
        return innermost.getMessage();
    }

    Path file() {
        return file;
    }

    /** {@code FILE:LINE}. */
    String place() {
        return file + ":" + line;
    }
}
