@org.springframework.modulith.ApplicationModule(allowedDependencies = {"model", "store", "connector", "outbox", "review", "stock"})
package dev.shophub.alert;
