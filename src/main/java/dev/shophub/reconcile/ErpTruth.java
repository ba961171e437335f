package dev.shophub.reconcile;

import java.util.Collection;
import java.util.Set;

/** Which orders the ERP has: asked of the ERP itself, or counted in the books of a simulated one that is stopped. */
@FunctionalInterface
public interface ErpTruth {

    /** Those of these order references ({@code platform:id}) that the ERP has. */
    Set<String> known(Collection<String> orderReferences);
}
