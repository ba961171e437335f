package dev.shophub.simulator.trade;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words by which a trade folder says where an order came to. */
enum FolderStatus {
    CREATED,
    APPROVED,
    PROCESSING,
    INVOICED,
    SHIPPED,
    DELIVERED,
    UNAVAILABLE,
    CANCELED,
    /** An empty cell: paid, shipped and completed by the generator. */
    UNTOLD;

    static FolderStatus of(FolderRow row) {
        var word = row.text("status");
        if (word.isEmpty()) {
            return UNTOLD;
        }
        return Arrays.stream(values())
                .filter(status -> status != UNTOLD && status.word().equals(word))
                .findFirst()
                .orElseThrow(() -> row.refused(
                        "status",
                        word,
                        Arrays.stream(values())
                                        .filter(status -> status != UNTOLD)
                                        .map(FolderStatus::word)
                                        .collect(Collectors.joining(", "))
                                + " or nothing"));
    }

    boolean paid() {
        return this != CREATED && this != CANCELED;
    }

    boolean shipped() {
        return this == SHIPPED || this == DELIVERED || this == UNTOLD;
    }

    boolean completed() {
        return this == DELIVERED || this == UNTOLD;
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
