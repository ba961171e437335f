package dev.shophub.erp;

import dev.shophub.connector.ErpStockSource;
import dev.shophub.connector.ProductSource;
import java.util.Collection;
import java.util.Set;

/** An ERP: takes orders, changes, cancellations and refunds; gives stock, and products with cost price. */
public interface ErpConnector extends ErpStockSource, ProductSource {

    /**
     * Creates or changes the document under its reference; repeating it has no second effect. A time-out leaves the outcome
     * unknown: repeating is safe because the ERP keys by the reference and refuses an older version as already known.
     *
     * @param body the document's content as JSON, as the route left it
     * @return the ERP's id of the document
     */
    String put(ErpDocument document, byte[] body);

    /** Which of these order references the ERP has, asked of the ERP itself. */
    Set<String> known(Collection<String> orderReferences);
}
