/** What is told by the clock: the daily mail to the admins. Leaves through the mail room of {@code alert}. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"model", "store", "connector", "outbox", "alert", "settings"})
package dev.shophub.report;
