package dev.shophub.reconcile;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.shophub.model.ExternalId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The audit of one shop: where each order is that the platform still shows and that was last modified up to a moment.
 *
 * @param shop the shop's key
 * @param asOf the moment, UTC
 * @param platform orders of the set at the platform; empty where that is not known
 * @param database of these, stored at that modification or a newer one
 * @param quarantined of these, not stored but kept unread
 * @param inFlight shown orders modified after the moment, which are not in the set
 * @param erp of {@code database}: the ERP has it
 * @param parked of the rest: waits for a person
 * @param notDue of the rest: need not go to the ERP
 * @param outbox of the rest: on its way
 * @param dead of the rest: given up
 * @param ok nothing is missing and nothing due is unaccounted for
 * @param missing up to twenty ids neither stored nor kept
 * @param unaccounted up to twenty ids that are due and nowhere
 */
@JsonPropertyOrder({
    "shop",
    "asOf",
    "platform",
    "database",
    "quarantined",
    "inFlight",
    "erp",
    "parked",
    "notDue",
    "outbox",
    "dead",
    "ok",
    "missing",
    "unaccounted"
})
public record AuditRow(
        String shop,
        Instant asOf,
        Optional<Long> platform,
        long database,
        long quarantined,
        long inFlight,
        long erp,
        long parked,
        long notDue,
        long outbox,
        long dead,
        boolean ok,
        List<String> missing,
        List<String> unaccounted) {

    /** How many ids are named at most. */
    static final int NAMED = 20;

    static List<String> named(List<ExternalId> ids) {
        return ids.stream().limit(NAMED).map(ExternalId::value).toList();
    }
}
