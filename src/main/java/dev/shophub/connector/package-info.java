/** What a platform or an ERP may offer, one interface a capability; windows, pages, failures; HTTP as the hub sees it. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = "model")
package dev.shophub.connector;
