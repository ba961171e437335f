package dev.shophub.reconcile;

import dev.shophub.model.ExternalId;
import java.util.ArrayList;
import java.util.List;

/** The counts of one audit while it runs; ids are kept only of what is wrong. */
final class Tally {

    long platform;
    long database;
    long quarantined;
    long inFlight;
    long erp;
    long parked;
    long notDue;
    long outbox;
    long dead;
    long missing;
    final List<ExternalId> missingIds = new ArrayList<>();
    final List<ExternalId> unaccounted = new ArrayList<>();

    void miss(ExternalId id) {
        missing++;
        if (missingIds.size() < AuditRow.NAMED) {
            missingIds.add(id);
        }
    }

    boolean databaseTies() {
        return database == erp + parked + notDue + outbox + dead;
    }
}
