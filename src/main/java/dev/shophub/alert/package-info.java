/** The way out to people: mails about reviews, low stock and troubles, and the mail room that every mail leaves through. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"model", "store", "connector", "outbox", "review", "stock", "settings"})
package dev.shophub.alert;
