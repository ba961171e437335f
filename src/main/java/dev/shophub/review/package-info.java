/** What a review says: whether it is bad, critical or neither, who hears of it and when; and how it is masked for mails. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"model", "outbox", "settings"})
package dev.shophub.review;
