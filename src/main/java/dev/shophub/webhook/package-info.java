/** The door at which platforms say that something changed: what they say is looked at, never stored. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"model", "store", "connector"})
package dev.shophub.webhook;
