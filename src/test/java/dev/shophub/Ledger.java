package dev.shophub;

import dev.shophub.simulator.stage.PlayedPlatform;
import dev.shophub.simulator.stage.PlayedPlatforms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Holds what a hub has stored and done against what platforms, ERP and mailbox hold. Of the platforms it knows those whose books tell
 * trade one for one; what others leave out or date otherwise is the audit's to tell.
 */
final class Ledger {

    private static final Set<String> KNOWN = Set.of("taobao", "jd");

    private static final DateTimeFormatter TO_THE_MILLISECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
    private static final Duration TRADE_SECONDS = Duration.ofSeconds(15);

    private final JdbcTemplate ours;
    private final JdbcTemplate theirs;
    private final String platform;
    private final Clock clock;

    /**
     * @param ours the hub's schema
     * @param theirs the simulators', beside it on the same server
     * @param clock the world's
     */
    Ledger(JdbcTemplate ours, JdbcTemplate theirs, Clock clock) {
        this.ours = ours;
        this.theirs = theirs;
        this.platform = theirs.queryForObject("SELECT DATABASE()", String.class);
        this.clock = clock;
    }

    /** Mails beyond the first with the same Message-ID to the same recipient. */
    long repeatedMails() {
        return theirs.queryForObject(
                "SELECT COUNT(*) - COUNT(DISTINCT recipient, message_id) FROM sim_mail", Long.class);
    }

    /** Orders that a platform shows and that are not stored exactly once with all lines at their latest modification. */
    List<String> ordersNotStored() {
        return ours.queryForList(
                ("SELECT CONCAT(s.shop_key, ' ', s.tid) FROM %1$s.sim_order s JOIN shop h ON h.shop_key = s.shop_key"
                                + " LEFT JOIN sales_order o ON o.shop_id = h.id AND o.external_id = CAST(s.tid AS CHAR)"
                                + " WHERE s.status <> 'planned' AND %2$s GROUP BY s.shop_key, s.tid, s.modified_at HAVING COUNT(o.id) <> 1"
                                + " OR MAX(o.modified_at) <> s.modified_at OR (SELECT COUNT(*) FROM order_line l"
                                + " WHERE l.order_id = MAX(o.id)) <> (SELECT COUNT(*) FROM %1$s.sim_line l"
                                + " WHERE l.shop_key = s.shop_key AND l.tid = s.tid)")
                        .formatted(platform, shown()),
                String.class);
    }

    /** Refunds that are not stored exactly once at their latest modification, as paid back where the platform paid. */
    List<String> refundsNotStored() {
        return ours.queryForList(
                ("SELECT CONCAT(s.shop_key, ' ', s.refund_id) FROM %1$s.sim_refund s JOIN shop h ON h.shop_key = s.shop_key"
                                + " LEFT JOIN refund r ON r.shop_id = h.id"
                                + " AND r.external_id IN (CAST(s.refund_id AS CHAR), CONCAT('afs:', s.refund_id))"
                                + " WHERE s.status <> 'planned' AND s.shop_key IN (%2$s)"
                                + " GROUP BY s.shop_key, s.refund_id, s.modified_at, s.status"
                                + " HAVING COUNT(r.id) <> 1 OR MAX(r.modified_at) <> s.modified_at"
                                + " OR (s.status = 'SUCCESS') <> (MAX(r.status) = 'SUCCEEDED')")
                        .formatted(platform, keys(known())),
                String.class);
    }

    private List<String> ordersDoubled() {
        return ours.queryForList(
                "SELECT external_id FROM sales_order GROUP BY shop_id, external_id HAVING COUNT(*) > 1", String.class);
    }

    /** One case, once with the other flow's name before its number. */
    private List<String> refundsDoubled() {
        return ours.queryForList(
                "SELECT MAX(r.external_id) FROM refund r JOIN shop h ON h.id = r.shop_id WHERE h.shop_key IN ("
                        + keys(known())
                        + ") GROUP BY r.shop_id, SUBSTRING_INDEX(r.external_id, ':', -1) HAVING COUNT(*) > 1",
                String.class);
    }

    /** Documents of orders that one order has more than once, or that no order has. */
    private List<String> documentsDoubled() {
        return theirs.queryForList(
                "SELECT MAX(d.reference) FROM sim_erp_document d LEFT JOIN sim_order s"
                        + " ON s.tid = CAST(SUBSTRING_INDEX(d.reference, ':', -1) AS UNSIGNED) WHERE d.kind = 'order'"
                        + " AND SUBSTRING_INDEX(d.reference, ':', 1) IN ("
                        + KNOWN.stream().collect(Collectors.joining("', '", "'", "'")) + ")"
                        + " GROUP BY d.reference HAVING COUNT(*) <> 1 OR COUNT(s.tid) <> 1",
                String.class);
    }

    /** Orders of which not every review that the platform shows is stored once. */
    List<String> reviewsNotStored() {
        return ours.queryForList(
                ("SELECT CONCAT(s.shop_key, ' ', s.tid) FROM %1$s.sim_review s JOIN shop h ON h.shop_key = s.shop_key"
                                + " WHERE s.shop_key IN (" + showingReviews() + ")"
                                + " GROUP BY s.shop_key, s.tid, h.id HAVING (SELECT COUNT(*) FROM review r WHERE r.shop_id = h.id"
                                + " AND r.order_external_id = CAST(s.tid AS CHAR)) NOT BETWEEN"
                                + " SUM(NOT s.deleted AND s.created_at < "
                                + at(clock.instant().minus(TRADE_SECONDS)) + ") AND COUNT(*)")
                        .formatted(platform),
                String.class);
    }

    /** Messages that could go and have not gone, or are left as being sent; what waits behind a later digest cannot. */
    List<String> onTheWay() {
        return ours.queryForList(
                ("SELECT CONCAT(o.id, ' ', o.destination, ' ', o.kind, ' ', o.state) FROM outbox o WHERE o.state = 'sending'"
                                + " OR o.state = 'waiting' AND (o.destination <> 'mail' OR o.due_at <= %1$s"
                                + " AND NOT EXISTS (SELECT 1 FROM outbox p WHERE p.destination = 'mail'"
                                + " AND p.aggregate = o.aggregate AND p.state = 'waiting' AND p.id < o.id"
                                + " AND p.due_at > %1$s))")
                        .formatted(at(clock.instant())),
                String.class);
    }

    /** All but parcels that the platform rightly refuses. */
    private List<String> deadLetters() {
        return ours.queryForList(
                "SELECT CONCAT(x.destination, ' ', x.kind, ' ', x.subject, ' ', x.reason, ' ', x.detail) FROM outbox x"
                        + " WHERE x.state = 'dead' AND NOT " + rightlyRefused(),
                String.class);
    }

    /** Parcels of orders that the platform's book has as closed or, while somebody asks for the money back, as held. */
    List<String> parcelsRefused() {
        return ours.queryForList(
                "SELECT CONCAT(x.aggregate, ' ', x.subject) FROM outbox x WHERE x.state = 'dead' AND "
                        + rightlyRefused(),
                String.class);
    }

    private String rightlyRefused() {
        return ("(x.reason = 'not-to-be-shipped' AND EXISTS (SELECT 1 FROM %1$s.sim_order s JOIN shop h"
                        + " ON h.shop_key = s.shop_key WHERE h.id = x.shop_id AND s.tid = CAST(x.aggregate AS UNSIGNED)"
                        + " AND (s.status IN ('CLOSED', 'CLOSED_UNPAID') OR EXISTS (SELECT 1 FROM %1$s.sim_refund f"
                        + " WHERE f.shop_key = s.shop_key AND f.tid = s.tid AND f.status = 'WAIT_SELLER_AGREE'))))")
                .formatted(platform);
    }

    private List<String> quarantined() {
        return ours.queryForList(
                "SELECT CONCAT(stream, ' ', external_id, ' ', reason) FROM quarantine WHERE cured_at IS NULL",
                String.class);
    }

    /** Order documents of which the hub knows a newer state than the ERP. */
    private List<String> documentsBehind() {
        return ours.queryForList(
                "SELECT d.reference FROM %1$s.sim_erp_document d JOIN %1$s.sim_order s JOIN shop h".formatted(platform)
                        + " ON h.shop_key = s.shop_key AND d.reference = CONCAT(h.platform, ':', s.tid) WHERE d.kind = 'order' AND "
                        + shown()
                        + " AND d.version <> ROUND(UNIX_TIMESTAMP(CONVERT_TZ(s.modified_at, '+00:00', @@session.time_zone)) * 1000)",
                String.class);
    }

    /** Lines whose effect on stock is not the one that their document asks for. */
    private List<String> effectsNotAsked() {
        return theirs.queryForList(
                "SELECT CONCAT(d.reference, '/', l.line) FROM sim_erp_document d JOIN JSON_TABLE(d.body, '$.lines[*]' COLUMNS ("
                        + "line VARCHAR(128) PATH '$.line', sku VARCHAR(128) PATH '$.sku', quantity BIGINT PATH '$.quantity',"
                        + " state VARCHAR(16) PATH '$.state')) l ON TRUE LEFT JOIN sim_erp_effect e"
                        + " ON e.document_id = d.id AND e.line = l.line WHERE d.kind = 'order' AND CASE"
                        + " WHEN e.state = 'shipped' THEN e.quantity <> l.quantity"
                        + " WHEN d.state = 'cancelled' OR l.state = 'cancelled' THEN COALESCE(e.state, 'released') <> 'released'"
                        + " WHEN d.state = 'shipped' OR l.state = 'shipped' THEN TRUE"
                        + " ELSE COALESCE(e.state, '') <> 'reserved' OR e.quantity <> l.quantity END",
                String.class);
    }

    /** Pieces that are held for a line which its document no longer has. */
    private List<String> heldForNothing() {
        return theirs.queryForList(
                "SELECT CONCAT(d.reference, '/', e.line) FROM sim_erp_effect e JOIN sim_erp_document d ON d.id = e.document_id"
                        + " WHERE e.state = 'reserved' AND JSON_SEARCH(d.body, 'one', e.line, NULL, '$.lines[*].line') IS NULL",
                String.class);
    }

    /** SKUs whose goods on hand are not those of the beginning less what was shipped; those that moved otherwise aside. */
    private List<String> stockNotExplained() {
        return theirs.queryForList(
                "SELECT p.sku FROM sim_erp_product p JOIN on_hand_before b ON b.sku = p.sku LEFT JOIN"
                        + " (SELECT sku, SUM(quantity) AS pieces FROM sim_erp_effect WHERE state = 'shipped' GROUP BY sku) e"
                        + " ON e.sku = p.sku WHERE p.on_hand <> b.on_hand - COALESCE(e.pieces, 0)"
                        + " AND p.sku NOT IN (SELECT JSON_VALUE(v.detail, '$.sku') FROM sim_event v"
                        + " WHERE v.applied AND v.kind IN ('receipt', 'correction'))",
                String.class);
    }

    /** What went backwards, see {@link Survivor#watch}. */
    private List<String> backwards() {
        return theirs.queryForList("SELECT what FROM backwards", String.class);
    }

    /** Mails that the hub calls delivered and the mailbox never got. */
    private List<String> mailsLost() {
        return ours.queryForList(
                "SELECT CONCAT(m.kind, ' ', m.message_id) FROM mail_sent m LEFT JOIN %1$s.sim_mail s"
                                .formatted(platform)
                        + " ON s.message_id = m.message_id AND s.recipient = m.recipient WHERE s.id IS NULL",
                String.class);
    }

    /** Reviews with this text of which no mail arrived anywhere. */
    long reviewsNotMailed(String text) {
        return ours.queryForObject(
                "SELECT COUNT(*) FROM review r WHERE r.text = ? AND NOT EXISTS (SELECT 1 FROM outbox o"
                        + " WHERE o.destination = 'mail' AND o.kind = 'review' AND o.subject = r.external_id"
                        + " AND o.state = 'delivered')",
                Long.class,
                text);
    }

    /** Whether everything that the platforms show has arrived where it belongs. */
    boolean atRest() {
        return ordersNotStored().isEmpty()
                && refundsNotStored().isEmpty()
                && reviewsNotStored().isEmpty()
                && onTheWay().isEmpty();
    }

    /** What was lost and what was doubled, each asked for once. */
    Account account() {
        var lost = new LinkedHashMap<String, List<String>>();
        lost.put("orders", ordersNotStored());
        lost.put("refunds", refundsNotStored());
        lost.put("reviews", reviewsNotStored());
        lost.put("not understood", quarantined());
        lost.put("left in the outbox", onTheWay());
        lost.put("dead letters", deadLetters());
        lost.put("ERP documents", documentsBehind());
        lost.put("mails", mailsLost());
        var doubled = new LinkedHashMap<String, List<String>>();
        doubled.put("orders", ordersDoubled());
        doubled.put("refunds", refundsDoubled());
        doubled.put("ERP documents", documentsDoubled());
        doubled.put("effects no document asks for", effectsNotAsked());
        doubled.put("pieces held for nothing", heldForNothing());
        doubled.put("goods on hand not explained", stockNotExplained());
        doubled.put("gone backwards", backwards());
        return new Account(lost, doubled, repeatedMails());
    }

    private static List<PlayedPlatform> known() {
        return PlayedPlatforms.all().stream()
                .filter(played -> KNOWN.contains(played.name()))
                .toList();
    }

    private static String keys(List<PlayedPlatform> platforms) {
        return platforms.stream().map(played -> "'" + played.shop().key() + "'").collect(Collectors.joining(", "));
    }

    /** Orders that their platform still shows: what happens to older ones it no longer tells. */
    private String shown() {
        return known().stream()
                .map(played -> "s.shop_key = '%s' AND s.created_at >= %s"
                        .formatted(played.shop().key(), at(played.showsOrdersSince(clock.instant()))))
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    /** Shops of platforms that have reviews of their own. */
    private static String showingReviews() {
        return keys(known().stream()
                .filter(played -> played.streams().contains("reviews"))
                .toList());
    }

    /** A moment for a statement, UTC. */
    static String at(Instant instant) {
        return "TIMESTAMP '" + LocalDateTime.ofInstant(instant, ZoneOffset.UTC).format(TO_THE_MILLISECOND) + "'";
    }
}
