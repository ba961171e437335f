package dev.shophub.settings;

import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** One {@code hub.shops.<key>} block, or {@code hub.erp}, as written; checked by {@link AccountReader}. */
record AccountBlock(
        Optional<String> platform,
        Optional<String> title,
        Optional<String> baseUrl,
        Optional<String> timeZone,
        @DefaultValue Map<String, String> settings,
        @DefaultValue Map<String, PollBlock> poll,
        @DefaultValue DueSettings erp,
        @DefaultValue StockBlock stock) {

    AccountBlock {
        platform = present(platform);
        title = present(title);
        baseUrl = present(baseUrl);
        timeZone = present(timeZone);
    }

    private static Optional<String> present(Optional<String> value) {
        return value == null ? Optional.empty() : value.map(String::strip).filter(text -> !text.isEmpty());
    }
}
