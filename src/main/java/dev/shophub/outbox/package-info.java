/** Messages to deliver, their attempts, dead letters. Only the oldest undelivered message of an aggregate is claimed. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = "model")
package dev.shophub.outbox;
