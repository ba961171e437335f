package dev.shophub.platform;

import dev.shophub.model.ExternalId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** Items that are rehearsed with, a plain one and one with two variants among them; a change takes one down. */
public final class ItemsPlayed extends PlatformRehearsal {

    static final ExternalId PLAIN = new ExternalId("600000000001");
    static final ExternalId VARIED = new ExternalId("600000000002");
    static final ExternalId RED = new ExternalId("4900000000001");
    static final ExternalId GREEN = new ExternalId("4900000000002");

    public ItemsPlayed(PlatformWorld<?> world) {
        super(world);
    }

    @Override
    protected void make(long id, Instant modified) {
        item(id, modified);
    }

    @Override
    protected void touch(long id, Instant now) {
        jdbc().update("UPDATE sim_item SET modified_at = ?, up = FALSE WHERE item_id = ?", utc(now), id);
    }

    /** {@link #PLAIN}, and {@link #VARIED} with {@link #RED} and {@link #GREEN}. */
    void fillTwo() {
        fill(0);
        item(number(PLAIN), window().from());
        item(number(VARIED), window().from(), number(RED), number(GREEN));
    }

    long quantityOf(ExternalId itemId, Optional<ExternalId> skuId) {
        return ofSku("quantity", Long.class, itemId, skuId);
    }

    /** Somebody sets what is shown. */
    void showsNow(ExternalId itemId, Optional<ExternalId> skuId, long quantity) {
        jdbc().update(
                        "UPDATE sim_sku SET quantity = ? WHERE item_id = ? AND sku_id = ?",
                        quantity,
                        itemId.value(),
                        skuId.map(ExternalId::value).orElse("0"));
    }

    BigDecimal priceOf(ExternalId itemId, Optional<ExternalId> skuId) {
        return ofSku("price", BigDecimal.class, itemId, skuId);
    }

    /** The item's own, beside those of its variants. */
    BigDecimal priceOf(ExternalId itemId) {
        return ofItem("price", BigDecimal.class, itemId);
    }

    boolean isUp(ExternalId itemId) {
        return ofItem("up", Boolean.class, itemId);
    }

    public String titleOf(ExternalId itemId) {
        return ofItem("title", String.class, itemId);
    }

    private <T> T ofItem(String column, Class<T> type, ExternalId itemId) {
        return jdbc().queryForObject("SELECT " + column + " FROM sim_item WHERE item_id = ?", type, itemId.value());
    }

    private <T> T ofSku(String column, Class<T> type, ExternalId itemId, Optional<ExternalId> skuId) {
        return jdbc().queryForObject(
                        "SELECT " + column + " FROM sim_sku WHERE item_id = ? AND sku_id = ?",
                        type,
                        itemId.value(),
                        skuId.map(ExternalId::value).orElse("0"));
    }

    private static long number(ExternalId id) {
        return Long.parseLong(id.value());
    }
}
