package dev.shophub.connector;

import dev.shophub.model.Product;
import dev.shophub.model.RawRecord;
import java.time.Instant;

/** Products as the ERP keeps them. */
public interface ProductSource extends StreamSource {

    /** How far and in which slices {@link #products} may be asked. */
    Reach productsReach(Instant now);

    /**
     * One page of what changed in the window; {@link Cursor#START} asks for the first. Reading all pages of a closed
     * window in the past leaves nothing out, whatever moves meanwhile.
     */
    Page products(Window window, Cursor cursor);

    /**
     * The same record in the hub's words, a pure function.
     *
     * @throws MalformedRecordException naming the field
     */
    Product toProduct(RawRecord raw);
}
