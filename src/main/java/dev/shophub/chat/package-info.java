/**
 * A text to a chat robot, the way out that does not need the mail server. Each kind of robot signs and refuses in its own way;
 * which one an address belongs to is told by the address.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"model", "connector"})
package dev.shophub.chat;
