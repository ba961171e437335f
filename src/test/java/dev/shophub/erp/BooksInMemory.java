package dev.shophub.erp;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.Page;
import dev.shophub.connector.Shop;
import dev.shophub.connector.UnavailableException;
import dev.shophub.connector.Window;
import dev.shophub.model.ErpStock;
import dev.shophub.model.Product;
import dev.shophub.model.RawRecord;
import dev.shophub.model.ShopKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An ERP of a few lines, written by hand: it keeps what it is given and can fail on the way there and back. */
public final class BooksInMemory implements ErpConnector {

    final TreeMap<String, ErpDocument> documents = new TreeMap<>();
    boolean losesTheNextAnswer;
    boolean isAway;

    /** What it has under a reference. */
    public Map<String, Object> contentOf(String reference) {
        return documents.get(reference).content();
    }

    @Override
    public String put(ErpDocument document, byte[] body) {
        if (isAway) {
            throw new UnavailableException("The ERP is away");
        }
        documents.put(document.reference(), document);
        if (losesTheNextAnswer) {
            losesTheNextAnswer = false;
            throw new UnavailableException("The answer got lost");
        }
        return Integer.toString(documents.headMap(document.reference(), true).size());
    }

    @Override
    public Set<String> known(Collection<String> orderReferences) {
        return orderReferences.stream().filter(documents::containsKey).collect(Collectors.toSet());
    }

    @Override
    public Shop shop() {
        return new Shop(new ShopKey("erp"), "memory", "ERP", URI.create("http://127.0.0.1"), ZoneOffset.UTC, Map.of());
    }

    @Override
    public Instant platformNow() {
        return SampleOrder.MODIFIED;
    }

    @Override
    public Reach stockReach(Instant now) {
        return new Reach(Duration.ofDays(1), Duration.ofDays(1), now);
    }

    @Override
    public Page stock(Window window, Cursor cursor) {
        return Page.last(List.of());
    }

    @Override
    public ErpStock toErpStock(RawRecord raw) {
        throw new AssertionError("There is no stock in here");
    }

    @Override
    public Reach productsReach(Instant now) {
        return stockReach(now);
    }

    @Override
    public Page products(Window window, Cursor cursor) {
        return Page.last(List.of());
    }

    @Override
    public Product toProduct(RawRecord raw) {
        throw new AssertionError("There are no products in here");
    }
}
