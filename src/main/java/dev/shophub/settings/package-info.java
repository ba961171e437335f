@org.springframework.modulith.ApplicationModule(allowedDependencies = {"model", "connector"})
package dev.shophub.settings;
