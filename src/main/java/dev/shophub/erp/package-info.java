/** The way out to the ERP: which orders are due, the document it gets, the port and its adapters. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"model", "store", "connector", "outbox"})
package dev.shophub.erp;
