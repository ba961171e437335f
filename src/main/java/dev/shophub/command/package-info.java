/**
 * The command line {@code ./hub}. Each verb is a service that answers a record; a running hub answers over its management
 * port, a stopped demo is asked in this process. Nobody uses this room.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "model",
            "store",
            "outbox",
            "connector",
            "chat",
            "erp",
            "listing",
            "stock",
            "reconcile",
            "settings",
            "metric",
            "demo",
            "route"
        })
package dev.shophub.command;
