package dev.shophub.reconcile;

import dev.shophub.erp.ErpDecision;
import dev.shophub.erp.ErpRule;
import dev.shophub.model.Order;
import dev.shophub.store.ShopRow;
import java.util.function.Function;

/** Whether an order of a shop that is not just observed is, as it is stored now, to be in the ERP. */
@FunctionalInterface
public interface DueRule {

    boolean due(ShopRow shop, Order order);

    /** The rule of the way out, as for an order that the ERP was never told of. */
    static DueRule of(Function<ShopRow, ErpRule> rules) {
        return (shop, order) -> rules.apply(shop).decide(order, shop.goLiveFrom(), false) instanceof ErpDecision.Due;
    }
}
