/**
 * The platforms, an ERP and a mailbox, played on this computer: for the demo, for rehearsals and for every test. They keep
 * their state in a schema of their own, reached only through classes named {@code …State}; nobody uses this room but the
 * start of the demo, and it is never started beside real shops.
 */
@org.springframework.modulith.ApplicationModule(
        type = org.springframework.modulith.ApplicationModule.Type.OPEN,
        allowedDependencies = "model")
package dev.shophub.simulator;
