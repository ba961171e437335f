@org.springframework.modulith.ApplicationModule(allowedDependencies = {"model", "store", "connector"})
package dev.shophub.token;
