@org.springframework.modulith.ApplicationModule(allowedDependencies = {"model", "store", "connector", "outbox"})
package dev.shophub.report;
