package dev.shophub.store;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Listing;
import dev.shophub.model.Money;
import dev.shophub.model.ShopKey;
import dev.shophub.model.SkuCode;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds what shops offer, by the names people have for it: item, merchant code, SKU of the ERP. */
public final class Offers {

    private static final String OFFER = "SELECT STRAIGHT_JOIN l.shop_id, s.shop_key, l.external_id, v.sku_id, v.code,"
            + " l.title, l.currency, v.price, l.state, l.taken_down_by_hub_at IS NOT NULL AS by_hub, m.erp_sku,"
            + " p.currency AS cost_currency, p.cost_price FROM %s LEFT JOIN sku_mapping m ON m.shop_id = v.shop_id AND"
            + " m.code = v.code LEFT JOIN shop x ON x.role = 'erp' AND x.state <> 'out' LEFT JOIN erp_product p"
            + " ON p.shop_id = x.id AND p.external_id = m.erp_sku WHERE s.role = 'shop' AND ";

    private static final String BY_ITEM = OFFER.formatted(
                    "shop s JOIN listing l ON l.shop_id = s.id" + " JOIN listing_variant v ON v.listing_id = l.id")
            + "l.external_id = ?";
    private static final String BY_CODE =
            OFFER.formatted("shop s JOIN listing_variant v ON v.shop_id = s.id JOIN listing l ON l.id = v.listing_id");
    private static final String IN_ORDER = " ORDER BY s.shop_key, l.external_id, v.sku_id";

    private final JdbcTemplate jdbc;

    public Offers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One variant of an item in a shop, as last read or written.
     *
     * @param skuId empty for an item without variants
     * @param title of the item
     * @param price of one piece
     * @param takenDownByHub the hub took it down for want of stock
     * @param erpSku empty: unmapped
     * @param cost of one piece; empty: the ERP does not tell it
     */
    public record Offer(
            long shopId,
            ShopKey shop,
            ExternalId itemId,
            Optional<ExternalId> skuId,
            SkuCode code,
            String title,
            Money price,
            Listing.State state,
            boolean takenDownByHub,
            Optional<SkuCode> erpSku,
            Optional<Money> cost) {}

    /** All variants of one item. */
    public List<Offer> ofItem(long shopId, ExternalId itemId) {
        return jdbc.query(BY_ITEM + " AND s.id = ?" + IN_ORDER, Offers::offer, itemId.value(), shopId);
    }

    /** Variants with this merchant code. */
    public List<Offer> ofCode(long shopId, SkuCode code) {
        return jdbc.query(BY_CODE + "v.code = ? AND s.id = ?" + IN_ORDER, Offers::offer, code.value(), shopId);
    }

    /** Variants in all shops whose item, merchant code or SKU of the ERP is called so. */
    public List<Offer> called(String name) {
        var found = new ArrayList<Offer>();
        found.addAll(jdbc.query(BY_ITEM + IN_ORDER, Offers::offer, name));
        found.addAll(jdbc.query(BY_CODE + "v.code = ?" + IN_ORDER, Offers::offer, name));
        found.addAll(ofErpSkus(List.of(new SkuCode(name))));
        return found;
    }

    /** Variants in all shops with one of these merchant codes. */
    public List<Offer> ofCodes(Collection<SkuCode> codes) {
        return codes.isEmpty()
                ? List.of()
                : jdbc.query(BY_CODE + "v.code IN " + marks(codes) + IN_ORDER, Offers::offer, values(codes));
    }

    /** Variants in all shops that are one of these SKUs of the ERP. */
    public List<Offer> ofErpSkus(Collection<SkuCode> erpSkus) {
        return erpSkus.isEmpty()
                ? List.of()
                : jdbc.query(
                        BY_CODE
                                + "(v.shop_id, v.code) IN (SELECT shop_id, code FROM sku_mapping WHERE erp_sku IN "
                                + marks(erpSkus) + ")" + IN_ORDER,
                        Offers::offer,
                        values(erpSkus));
    }

    private static String marks(Collection<SkuCode> codes) {
        return "(" + String.join(",", Collections.nCopies(codes.size(), "?")) + ")";
    }

    private static Object[] values(Collection<SkuCode> codes) {
        return codes.stream().map(SkuCode::value).toArray();
    }

    private static Offer offer(ResultSet row, int number) throws SQLException {
        var sku = row.getString("sku_id");
        var cost = row.getBigDecimal("cost_price");
        return new Offer(
                row.getLong("shop_id"),
                new ShopKey(row.getString("shop_key")),
                new ExternalId(row.getString("external_id")),
                sku.isEmpty() ? Optional.empty() : Optional.of(new ExternalId(sku)),
                new SkuCode(row.getString("code")),
                row.getString("title"),
                money(row.getBigDecimal("price"), row.getString("currency")),
                Listing.State.valueOf(row.getString("state")),
                row.getBoolean("by_hub"),
                Optional.ofNullable(row.getString("erp_sku")).map(SkuCode::new),
                cost == null ? Optional.empty() : Optional.of(money(cost, row.getString("cost_currency"))));
    }

    /** Without the zeros of the column beyond the currency's own decimals. */
    private static Money money(BigDecimal amount, String code) {
        var currency = Currency.getInstance(code);
        var exact = amount.stripTrailingZeros();
        var digits = Math.max(0, currency.getDefaultFractionDigits());
        return new Money(exact.scale() < digits ? exact.setScale(digits) : exact, currency);
    }
}
