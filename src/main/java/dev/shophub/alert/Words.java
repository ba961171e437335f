package dev.shophub.alert;

import dev.shophub.connector.Sentences;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.context.MessageSource;
import org.springframework.context.NoSuchMessageException;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The texts of mails in the reader's language, and in the other one where a second line helps. */
public final class Words {

    private final MessageSource bundles;
    private final Supplier<Locale> language;

    /** @param language {@code zh} or {@code en}, as it is in force; the second is the other */
    public Words(Supplier<String> language) {
        var source = new ResourceBundleMessageSource();
        source.setBasename("messages/mail");
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        source.setAlwaysUseMessageFormat(true);
        this.bundles = source;
        this.language = () -> Locale.forLanguageTag(language.get());
    }

    /** The text of a key. */
    public String text(String key, Object... values) {
        return bundles.getMessage(key, values, language());
    }

    /** The text of a key in the second language. */
    public String second(String key, Object... values) {
        return bundles.getMessage(key, values, language().equals(Locale.CHINESE) ? Locale.ENGLISH : Locale.CHINESE);
    }

    /** The text of a key; where the bundles do not know the key another text, as it is. */
    public String textOr(String key, String otherwise, Object... values) {
        try {
            return text(key, values);
        } catch (NoSuchMessageException unknown) {
            return otherwise;
        }
    }

    /** A sentence that is kept in English, as failures are, taken apart: what is ours is in the reader's language. */
    public Sentences.Told told(String sentence) {
        return Sentences.in(language().getLanguage()).told(sentence);
    }

    /** How long, in the largest unit that fits: days, hours or minutes. */
    public String age(Duration age) {
        if (age.toDays() > 0) {
            return text("age.days", age.toDays());
        }
        return age.toHours() > 0 ? text("age.hours", age.toHours()) : text("age.minutes", Math.max(0, age.toMinutes()));
    }

    MessageSource bundles() {
        return bundles;
    }

    /** The reader's language. */
    public Locale language() {
        return language.get();
    }
}
