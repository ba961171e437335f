/** The way out to people: mails about reviews, low stock, troubles and edits, and the mail room that every mail leaves through. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"model", "store", "connector", "chat", "outbox", "review", "stock", "settings", "route"})
package dev.shophub.alert;
