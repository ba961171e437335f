package dev.shophub.command;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.model.ShopKey;
import dev.shophub.model.SkuCode;
import dev.shophub.stock.SkuSuggestions;
import dev.shophub.stock.SkuSuggestions.Product;
import dev.shophub.store.MappingBook;
import dev.shophub.store.MappingSheet;
import dev.shophub.store.ShopRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Mappings in bulk: everything that can be mapped with the best suggestion, and back, all lines or none. */
final class MappingSheetVerb {

    static final VerbCall<ListRequest, List<Row>> LIST =
            new VerbCall<>("map-export", ListRequest.class, new TypeReference<>() {}, true);
    static final VerbCall<ImportRequest, Imported> IMPORT =
            new VerbCall<>("map-import", ImportRequest.class, new TypeReference<>() {}, true);

    /** What a spreadsheet makes of a long number. */
    private static final Pattern SCIENTIFIC = Pattern.compile("\\d([.,]\\d+)?[eE]\\+?\\d+");

    private final ShopArgument shops;
    private final MappingSheet sheet;
    private final MappingDesk desk;

    MappingSheetVerb(ShopArgument shops, MappingSheet sheet, MappingDesk desk) {
        this.shops = shops;
        this.sheet = sheet;
        this.desk = desk;
    }

    /** The codes that most orders wait for first. */
    List<Row> list(ListRequest request) {
        var rows = sheet.rows(keys(shops.oneOrAll(request.shop())));
        var suggestions = suggestions();
        return rows.stream().map(row -> shown(row, suggestions)).toList();
    }

    private SkuSuggestions suggestions() {
        var elsewhere = new HashMap<SkuCode, Set<SkuCode>>();
        sheet.rows(keys(shops.oneOrAll(Optional.empty())))
                .forEach(row -> row.mapped().ifPresent(mapped -> elsewhere
                        .computeIfAbsent(row.code(), code -> new HashSet<>())
                        .add(mapped.erpSku())));
        return new SkuSuggestions(
                sheet.products().stream()
                        .map(product -> new Product(product.sku(), product.title()))
                        .toList(),
                elsewhere);
    }

    private static Row shown(MappingSheet.Row row, SkuSuggestions suggestions) {
        var suggested = row.mapped().isPresent()
                ? Optional.<SkuSuggestions.Suggestion>empty()
                : suggestions.of(row.code(), row.title(), row.variant());
        return new Row(
                row.shop().value(),
                row.code().value(),
                row.title(),
                row.variant(),
                row.waiting(),
                row.mapped().map(mapped -> mapped.erpSku().value()),
                suggested.map(one -> one.sku().value()),
                suggested.map(SkuSuggestions.Suggestion::title),
                suggested.map(one -> one.why().word()),
                row.mapped().map(MappingSheet.Mapped::origin),
                row.mapped().map(MappingSheet.Mapped::author),
                row.mapped().map(MappingSheet.Mapped::at));
    }

    /** Maps what the lines say; what they say already is counted, what they leave empty is left alone. */
    Imported take(ImportRequest request) {
        var known = shops.oneOrAll(Optional.empty()).stream()
                .collect(Collectors.toMap(shop -> shop.key().value(), ShopRow::id));
        var rows = sheet.rows(keys(shops.oneOrAll(Optional.empty())));
        var codes = new HashMap<Long, Map<String, Optional<SkuCode>>>();
        rows.forEach(row -> codes.computeIfAbsent(row.shopId(), shop -> new HashMap<>())
                .put(row.code().value(), row.mapped().map(MappingSheet.Mapped::erpSku)));
        var products =
                sheet.products().stream().map(product -> product.sku().value()).collect(Collectors.toSet());
        var faults = new ArrayList<Fault>();
        var wanted = new LinkedHashMap<String, MappingBook.Wanted>();
        var lines = new HashMap<String, Integer>();
        int empty = 0;
        int same = 0;
        for (var row : request.rows()) {
            if (row.erpSku().isEmpty()) {
                empty++;
                continue;
            }
            var shop = known.get(row.shop());
            if (shop == null) {
                faults.add(fault(row, "shop", row.shop(), known.keySet()));
                continue;
            }
            var ofShop = codes.getOrDefault(shop, Map.of());
            if (!ofShop.containsKey(row.code()) && !desk.knows(shop, row.code())) {
                faults.add(fault(row, "code", row.code(), ofShop.keySet()));
                continue;
            }
            if (!products.contains(row.erpSku())) {
                faults.add(fault(row, "erp-sku", row.erpSku(), products));
                continue;
            }
            var key = row.shop() + "\n" + row.code();
            var before = lines.putIfAbsent(key, row.line());
            if (before != null) {
                faults.add(new Fault(row.line(), "twice", List.of(row.code(), Integer.toString(before)), List.of()));
                continue;
            }
            var erpSku = new SkuCode(row.erpSku());
            if (ofShop.getOrDefault(row.code(), Optional.empty()).equals(Optional.of(erpSku))) {
                same++;
            } else {
                wanted.put(key, new MappingBook.Wanted(shop, new SkuCode(row.code()), Optional.of(erpSku)));
            }
        }
        if (!faults.isEmpty() || wanted.isEmpty()) {
            return new Imported(Optional.empty(), 0, same, empty, 0, faults);
        }
        var made = desk.map(new MappingBook.Deed("import", request.source(), request.author()), wanted.values());
        return new Imported(Optional.of(made.set()), wanted.size(), same, empty, made.released(), faults);
    }

    /** A number that a spreadsheet spoiled is told as such, with what it may have been. */
    private static Fault fault(MappingFile.Row row, String what, String value, Collection<String> known) {
        if (!what.equals("shop") && SCIENTIFIC.matcher(value).matches()) {
            return new Fault(row.line(), "spoiled", List.of(value), List.of());
        }
        if (value.startsWith("=")) {
            return new Fault(row.line(), "formula", List.of(value), List.of());
        }
        return new Fault(row.line(), what, List.of(value), Nearest.to(value, known));
    }

    private static Map<Long, ShopKey> keys(List<ShopRow> shops) {
        return shops.stream().collect(Collectors.toMap(ShopRow::id, ShopRow::key));
    }

    record ListRequest(Optional<String> shop) {}

    /**
     * A code of a shop.
     *
     * @param waiting orders that are parked for want of its mapping
     * @param suggestion a SKU of the ERP that it probably is, where it is mapped to none
     * @param suggestionWhy {@code elsewhere}, {@code code} or {@code title}
     * @param origin {@code auto} or {@code manual}
     * @param mappedAt UTC
     */
    @JsonPropertyOrder({
        "shop",
        "code",
        "title",
        "variant",
        "waiting",
        "erpSku",
        "suggestion",
        "suggestionTitle",
        "suggestionWhy",
        "origin",
        "author",
        "mappedAt"
    })
    record Row(
            String shop,
            String code,
            String title,
            String variant,
            long waiting,
            Optional<String> erpSku,
            Optional<String> suggestion,
            Optional<String> suggestionTitle,
            Optional<String> suggestionWhy,
            Optional<String> origin,
            Optional<String> author,
            Optional<Instant> mappedAt) {}

    /**
     * @param source name of the file
     * @param author the operating system's user
     */
    record ImportRequest(List<MappingFile.Row> rows, String source, String author) implements Steering {
        @Override
        public Collection<String> subjects() {
            return rows.stream().map(MappingFile.Row::shop).collect(Collectors.toSet());
        }

        @Override
        public String words() {
            return source;
        }
    }

    /**
     * What came of a file.
     *
     * @param set what {@code map undo} takes; empty when nothing was to be mapped, or a line is faulty
     * @param mapped codes that are mapped otherwise than before
     * @param same codes that were mapped so already
     * @param empty lines without a SKU of the ERP, whose codes are left alone
     * @param released orders that are on their way again
     * @param faults of every line that is wrong: then nothing was mapped
     */
    record Imported(Optional<Long> set, int mapped, int same, int empty, int released, List<Fault> faults) {}

    /**
     * @param line in the file
     * @param key of the sentence
     * @param near what was perhaps meant
     */
    record Fault(int line, String key, List<String> particulars, List<String> near) {}
}
