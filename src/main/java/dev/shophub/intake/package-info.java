/** Normalises pages, stores them in one transaction each, and decides which change becomes a message. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"model", "connector", "store", "outbox", "stock", "review"})
package dev.shophub.intake;
