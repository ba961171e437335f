package dev.shophub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Counts and sums in the tables, exactly: those of the orders that the platform has shown so far. */
final class Counted {

    private final Books books;
    private final List<Shelf> shelves;
    private Trade.Sum expected = Trade.Sum.NONE;

    /** @param firstShop the platform's number of the shop that is 0 in the books */
    Counted(Books books, int firstShop, int shops) {
        this.books = books;
        this.shelves = IntStream.range(firstShop, firstShop + shops)
                .mapToObj(Shelf::new)
                .toList();
    }

    Shelf shelf(int shop) {
        return shelves.get(shop);
    }

    /** Another backlog is to be read. */
    void show(List<Release> backlog) {
        for (int shop = 0; shop < backlog.size(); shop++) {
            shelves.get(shop).add(backlog.get(shop));
        }
    }

    void check(List<Release> backlog) throws IOException {
        show(backlog);
        checkShown(backlog);
    }

    /** After the backlog that was shown last was read. */
    void checkShown(List<Release> backlog) throws IOException {
        for (var release : backlog) {
            expected = expected.plus(release.adds());
        }
        assertThat(books.stored()).as("orders, lines, pieces, total").isEqualTo(expected);
        assertThat(books.rows("raw_record")).as("raw records").isEqualTo(expected.orders());
        assertThat(books.rows("payment")).as("payments").isEqualTo(expected.orders());
        assertThat(books.rows("outbox WHERE destination = 'erp'"))
                .as("messages")
                .isEqualTo(expected.orders());
        for (int shop = 0; shop < backlog.size(); shop++) {
            payloadIsAsSent(shop, backlog.get(shop).row(5).number());
        }
    }

    private void payloadIsAsSent(int shop, long number) throws IOException {
        var json = new ObjectMapper();
        long tid = shelves.get(shop).tid(number);
        assertThat(json.readTree(books.payload(shop, tid).orElseThrow()))
                .as("payload, opened")
                .isEqualTo(json.readTree(shelves.get(shop).detail(tid))
                        .path("trade_fullinfo_get_response")
                        .path("trade"));
    }
}
