package dev.shophub.command;

import dev.shophub.connector.Connectors;
import dev.shophub.connector.PriceSink;
import dev.shophub.connector.TitleSink;
import dev.shophub.listing.ChangeDesk;
import dev.shophub.listing.ChangeDesk.Step;
import dev.shophub.model.ExternalId;
import dev.shophub.model.SkuCode;
import dev.shophub.store.ItemChange.Field;
import dev.shophub.store.Offers;
import dev.shophub.store.Offers.Offer;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Understands the rows of a file of changes: what each would change, or what is wrong with it. */
final class ChangeRows {

    private static final int LONGEST_TITLE = 500;
    private static final int NAMED = 10;

    private final Shops shops;
    private final Offers offers;
    private final ChangeDesk desk;
    private final Connectors connectors;

    ChangeRows(Shops shops, Offers offers, ChangeDesk desk, Connectors connectors) {
        this.shops = shops;
        this.offers = offers;
        this.desk = desk;
        this.connectors = connectors;
    }

    /**
     * A row as typed, its cells empty where there is nothing.
     *
     * @param line of the file, from 1
     */
    record Row(int line, String shop, String item, String sku, String code, String price, String title) {}

    /**
     * What is wrong with a row.
     *
     * @param key of the sentence, without its prefix {@code change.fault.}
     */
    record Fault(int line, String key, List<String> particulars) {}

    /** @param unchanged fields that the shops show so already */
    record Understood(List<Step> steps, List<Fault> faults, int unchanged) {}

    /** One row's fault, on its way out. */
    private static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String key;
        private final transient List<String> particulars;

        Wrong(String key, String... particulars) {
            super(key, null, false, false);
            this.key = key;
            this.particulars = List.of(particulars);
        }
    }

    Understood understand(List<Row> rows) {
        var steps = new ArrayList<Step>();
        var faults = new ArrayList<Fault>();
        var before = new HashMap<String, Step>();
        int unchanged = 0;
        for (var row : rows) {
            try {
                var wanted = understand(row);
                for (var step : wanted) {
                    if (step.isEmpty()) {
                        unchanged++;
                    } else if (isNew(step.get(), before)) {
                        steps.add(step.get());
                    }
                }
            } catch (Wrong wrong) {
                faults.add(new Fault(row.line(), wrong.key, wrong.particulars));
            }
        }
        return new Understood(steps, faults, unchanged);
    }

    /** The same of the same field twice is harmless, as a sheet has an item's title beside each of its variants. */
    private static boolean isNew(Step step, Map<String, Step> before) {
        var offer = step.offer();
        var key = offer.shopId() + "\n" + offer.itemId() + "\n" + step.field()
                + (step.field() == Field.PRICE ? "\n" + offer.skuId() : "");
        var other = before.putIfAbsent(key, step);
        if (other != null && !other.newValue().equals(step.newValue())) {
            throw new Wrong("twice", Integer.toString(other.line()));
        }
        return other == null;
    }

    private List<Optional<Step>> understand(Row row) {
        if (row.price().isEmpty() && row.title().isEmpty()) {
            throw new Wrong("nothing");
        }
        var shop = shop(row.shop());
        var variants = variants(shop, row);
        var steps = new ArrayList<Optional<Step>>();
        if (!row.price().isEmpty()) {
            offered(shop, PriceSink.class, Field.PRICE);
            var one = one(variants);
            steps.add(desk.price(row.line(), one, price(row.price(), one)));
        }
        if (!row.title().isEmpty()) {
            offered(shop, TitleSink.class, Field.TITLE);
            if (row.title().length() > LONGEST_TITLE) {
                throw new Wrong("title-long", Integer.toString(LONGEST_TITLE));
            }
            steps.add(desk.title(row.line(), variants.get(0), row.title()));
        }
        return steps;
    }

    private ShopRow shop(String typed) {
        ShopRow shop;
        try {
            shop = new ShopArgument(shops).one(typed);
        } catch (VerbRefusedException unknown) {
            throw new Wrong("unknown-shop", typed);
        }
        if (shop.state() == ShopRow.State.OBSERVING || shop.state() == ShopRow.State.OUT) {
            throw new Wrong("not-live", typed);
        }
        return shop;
    }

    private List<Offer> variants(ShopRow shop, Row row) {
        if (row.item().isEmpty() && row.code().isEmpty()) {
            throw new Wrong("no-item");
        }
        if (row.item().isEmpty()) {
            var found = offers.ofCode(shop.id(), code(row.code()));
            if (found.isEmpty()) {
                throw new Wrong("unknown-code", row.code(), row.shop());
            }
            if (found.stream().map(Offer::itemId).distinct().count() > 1) {
                throw new Wrong("ambiguous", row.code(), names(found.stream().map(offer -> offer.itemId()
                        .value())));
            }
            return found;
        }
        var ofItem = offers.ofItem(shop.id(), id(row.item()));
        if (ofItem.isEmpty()) {
            throw new Wrong("unknown-item", row.item(), row.shop());
        }
        var found = ofItem.stream()
                .filter(offer -> row.sku().isEmpty()
                        || offer.skuId().map(ExternalId::value).orElse("").equals(row.sku()))
                .filter(offer -> row.code().isEmpty() || offer.code().value().equals(row.code()))
                .toList();
        if (found.isEmpty()) {
            throw new Wrong("unknown-variant", row.item(), (row.sku() + " " + row.code()).strip());
        }
        return found;
    }

    private static Offer one(List<Offer> variants) {
        if (variants.size() > 1) {
            throw new Wrong(
                    "which-variant",
                    variants.get(0).itemId().value(),
                    names(variants.stream().map(offer -> offer.code().value())));
        }
        return variants.get(0);
    }

    private void offered(ShopRow shop, Class<?> capability, Field field) {
        if (connectors.of(shop.key()).filter(capability::isInstance).isEmpty()) {
            throw new Wrong("not-offered-" + field.word(), shop.key().value());
        }
    }

    private static BigDecimal price(String typed, Offer offer) {
        try {
            var price = new BigDecimal(typed);
            var currency = offer.price().currency();
            if (price.signum() > 0 && price.precision() - price.scale() <= 12) {
                if (price.stripTrailingZeros().scale() > Math.max(0, currency.getDefaultFractionDigits())) {
                    throw new Wrong("price-digits", typed, currency.getCurrencyCode());
                }
                return price;
            }
        } catch (NumberFormatException noNumber) {
            throw new Wrong("no-price", typed);
        }
        throw new Wrong("no-price", typed);
    }

    private static ExternalId id(String typed) {
        try {
            return new ExternalId(typed);
        } catch (IllegalArgumentException tooLong) {
            throw new Wrong("no-item");
        }
    }

    private static SkuCode code(String typed) {
        try {
            return new SkuCode(typed);
        } catch (IllegalArgumentException tooLong) {
            throw new Wrong("no-item");
        }
    }

    private static String names(java.util.stream.Stream<String> names) {
        return names.distinct().limit(NAMED).collect(Collectors.joining(", "));
    }
}
