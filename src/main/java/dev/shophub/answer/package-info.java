/** The way out of answers to reviews: to the shop where it takes them, else as a task to a person. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"model", "store", "connector", "outbox", "review"})
package dev.shophub.answer;
