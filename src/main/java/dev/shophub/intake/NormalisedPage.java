package dev.shophub.intake;

import dev.shophub.model.Stream;
import dev.shophub.store.Quarantine;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Versioned;
import java.util.List;

/**
 * A page in the hub's words.
 *
 * @param aside records that could not be read; they are stored in quarantine with the rest of the page
 */
public record NormalisedPage<T>(ShopRow shop, Stream stream, List<Versioned<T>> records, List<Quarantine.Aside> aside) {

    public NormalisedPage {
        records = List.copyOf(records);
        aside = List.copyOf(aside);
    }
}
