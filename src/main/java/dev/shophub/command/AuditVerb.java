package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.reconcile.Audit;
import dev.shophub.reconcile.AuditDays;
import dev.shophub.reconcile.AuditRow;
import dev.shophub.reconcile.DayRow;
import dev.shophub.store.Shops;
import java.util.List;
import java.util.Optional;

/** Finds every order again, or adds up the days. */
final class AuditVerb {

    static final VerbCall<Request, List<AuditRow>> CALL =
            new VerbCall<>("audit", Request.class, new TypeReference<>() {}, true);
    static final VerbCall<Request, List<DayRow>> DAYS =
            new VerbCall<>("audit-days", Request.class, new TypeReference<>() {}, true);

    private final Shops shops;
    private final Audit audit;
    private final AuditDays days;

    AuditVerb(Shops shops, Audit audit, AuditDays days) {
        this.shops = shops;
        this.audit = audit;
        this.days = days;
    }

    List<AuditRow> run(Request request) {
        return audit.of(new ShopArgument(shops).oneOrAll(request.shop()));
    }

    List<DayRow> days(Request request) {
        return days.of(new ShopArgument(shops).oneOrAll(request.shop()));
    }

    /** @param shop empty for all */
    record Request(Optional<String> shop) {}
}
