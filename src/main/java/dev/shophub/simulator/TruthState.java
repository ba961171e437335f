package dev.shophub.simulator;

import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import dev.shophub.simulator.stage.PlayedPlatforms;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the simulated platforms, the simulated ERP and the mailbox hold, for those who compare; reads only. */
public final class TruthState {

    private static final int PAGE = 1_000;

    private static final String SHOWN =
            """
            SELECT tid, modified_at FROM sim_order
            WHERE shop_key = :shop AND tid > :after AND status <> 'planned' AND created_at >= :since
            ORDER BY tid LIMIT :limit
            """;

    private final JdbcClient jdbc;

    /** @param world the simulators' schema, already migrated */
    public TruthState(DataSource world) {
        this.jdbc = JdbcClient.create(world);
    }

    /**
     * Hands on all orders that the simulated platform shows, page by page in the order of their ids, with the time of their
     * latest modification (UTC, whole seconds).
     */
    public void ordersShown(ShopKey shop, Instant now, Consumer<Map<ExternalId, Instant>> pages) {
        var since = State.utc(PlayedPlatforms.of(shop)
                .orElseThrow(() -> new IllegalArgumentException("No platform plays this shop (shop=" + shop + ")"))
                .showsOrdersSince(now));
        long after = Long.MIN_VALUE;
        List<Shown> page;
        do {
            page = jdbc.sql(SHOWN)
                    .param("shop", shop.value())
                    .param("after", after)
                    .param("since", since)
                    .param("limit", PAGE)
                    .query((row, number) -> new Shown(
                            row.getLong("tid"), State.instant(row.getObject("modified_at", LocalDateTime.class))))
                    .list();
            if (!page.isEmpty()) {
                var orders = new LinkedHashMap<ExternalId, Instant>();
                page.forEach(order -> orders.put(new ExternalId(Long.toString(order.tid())), order.modifiedAt()));
                pages.accept(orders);
                after = page.get(page.size() - 1).tid();
            }
        } while (page.size() == PAGE);
    }

    /** Those of these order references that the simulated ERP has a document for, whatever its state. */
    public Set<String> erpKnows(Collection<String> orderReferences) {
        return orderReferences.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql("SELECT reference FROM sim_erp_document"
                                + " WHERE kind = 'order' AND reference IN (:references)")
                        .param("references", new ArrayList<>(orderReferences))
                        .query(String.class)
                        .list());
    }

    /** By how many days the trade folder was moved; empty when trade is invented. */
    public Optional<Integer> shiftDays() {
        return jdbc.sql("SELECT shift_days FROM sim_world WHERE trade <> ''")
                .query(Integer.class)
                .optional();
    }

    /** The newest mails of the mailbox, the newest first. */
    public List<Letter> letters(int number) {
        return jdbc.sql("SELECT id, recipient, message_id, subject, received_at, raw FROM sim_mail"
                        + " ORDER BY id DESC LIMIT :number")
                .param("number", number)
                .query((row, index) -> new Letter(
                        row.getLong("id"),
                        row.getString("recipient"),
                        row.getString("message_id"),
                        row.getString("subject"),
                        State.instant(row.getObject("received_at", LocalDateTime.class)),
                        row.getBytes("raw")))
                .list();
    }

    private record Shown(long tid, Instant modifiedAt) {}

    /**
     * A mail that arrived.
     *
     * @param receivedAt UTC
     * @param raw RFC 5322, as received
     */
    public record Letter(long id, String recipient, String messageId, String subject, Instant receivedAt, byte[] raw) {}
}
