package dev.shophub.erp.rest;

import dev.shophub.erp.ErpDocument;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which texts of a document are a buyer's or the seller's own: an ERP that quotes them in an error is not repeated. */
final class RestErpConfidential {

    private static final Set<String> FIELDS = Set.of("receiver", "buyer", "oaid", "buyerMessage", "sellerMemo");

    private RestErpConfidential() {}

    static Set<String> textsOf(ErpDocument document) {
        var texts = new HashSet<String>();
        document.content().forEach((field, value) -> {
            if (FIELDS.contains(field)) {
                collect(value, texts);
            }
        });
        return texts;
    }

    private static void collect(Object value, Set<String> texts) {
        if (value instanceof Map<?, ?> fields) {
            fields.values().forEach(field -> collect(field, texts));
        } else if (value instanceof String text && text.length() > 1) {
            texts.add(text);
        }
    }
}
