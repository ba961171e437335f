package dev.shophub.inbox;

import java.util.Arrays;
import java.util.List;

/** A file is kept out whole: a sentence of the bundles ({@code inbox.reason.*}) and what fills it. */
final class KeptOutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final transient List<String> particulars;

    KeptOutException(String reason, Object... particulars) {
        super(reason + " " + List.of(particulars));
        this.reason = reason;
        this.particulars = Arrays.stream(particulars).map(Object::toString).toList();
    }

    boolean isUnknownLayout() {
        return reason.startsWith("unknown-layout");
    }

    String reason() {
        return reason;
    }

    List<String> particulars() {
        return particulars;
    }
}
