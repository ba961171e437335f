@org.springframework.modulith.ApplicationModule(allowedDependencies = {"model", "store", "connector", "erp"})
package dev.shophub.reconcile;
