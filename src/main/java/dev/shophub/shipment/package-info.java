/** The way out of parcels: shops are told of the tracking numbers under which the ERP sent their orders. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"model", "store", "connector", "outbox"})
package dev.shophub.shipment;
