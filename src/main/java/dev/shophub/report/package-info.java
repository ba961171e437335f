/** What is told by the clock: the daily mail to the admins, and the operator's morning report. Leaves through the mail room of {@code alert}. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"model", "store", "connector", "outbox", "alert", "settings", "metric", "reconcile"})
package dev.shophub.report;
