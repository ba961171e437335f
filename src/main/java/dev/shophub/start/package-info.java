/**
 * The start of the hub: finds configuration folder, master key and database, refuses with one sentence what cannot work, and
 * leaves the run file behind. Nobody uses this room.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"model", "connector", "settings", "store", "erp", "demo"})
package dev.shophub.start;
