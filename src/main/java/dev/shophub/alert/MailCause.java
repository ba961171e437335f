package dev.shophub.alert;

import dev.shophub.store.Said;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Why the mail server takes no mail: the sentence that is kept with an attempt, and the text by which people read it. */
public enum MailCause {
    /** It refuses the hub's login. */
    LOGIN(
            "mail-login",
            "The mail server refuses the login: check spring.mail.username and password (many providers want an"
                    + " authorisation code)"),
    /** It refuses whoever the mail is of. */
    SENDER("mail-sender", "The mail server refuses the mail: check hub.mail.from"),
    /** It does not answer, or asks to come again. */
    AWAY("mail-away", "The mail server does not take it for now");

    private final String code;
    private final String sentence;

    MailCause(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /** In English, as attempts keep it. */
    public String sentence() {
        return sentence;
    }

    /** @param particulars the server's code, or the library's name of the failure */
    public String sentence(String particulars) {
        return sentence + " (" + particulars + ")";
    }

    /** That none could leave since a moment; what is no mail server's refusal is quoted. */
    static Said said(Instant since, String cause) {
        var whole = "No mail can leave (since=" + since + "): " + cause;
        return of(cause)
                .map(known -> Said.of(known.code, whole, since).quoting(known.particulars(cause)))
                .orElseGet(() -> Said.of("mail", whole, since).quoting(cause));
    }

    private static Optional<MailCause> of(String cause) {
        return Arrays.stream(values())
                .filter(known -> cause.startsWith(known.sentence))
                .findFirst();
    }

    private String particulars(String cause) {
        var rest = cause.substring(sentence.length()).strip();
        return rest.startsWith("(") && rest.endsWith(")") ? rest.substring(1, rest.length() - 1) : rest;
    }
}
