@org.springframework.modulith.ApplicationModule(allowedDependencies = {"model", "store", "connector", "outbox", "stock"})
package dev.shophub.listing;
