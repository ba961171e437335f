/**
 * Apache Camel's side: the endpoints {@code shop:} and {@code outbox:}, the route files, HTTP by camel-http, triggers by
 * Quartz, and the wiring of the rooms. May use any room; nobody uses it.
 */
package dev.shophub.camel;
