@org.springframework.modulith.ApplicationModule(allowedDependencies = {"model", "connector", "store", "outbox", "stock", "review"})
package dev.shophub.intake;
