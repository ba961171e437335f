/** Exports of consoles and ad platforms: told apart by their headers, checked, stored as figures, answered by mail, taken back. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"model", "connector", "store", "settings", "outbox", "alert", "metric"})
package dev.shophub.inbox;
