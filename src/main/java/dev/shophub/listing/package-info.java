/** The way out to the shops' listings: quantities, take down, put up. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"model", "store", "connector", "outbox", "stock"})
package dev.shophub.listing;
