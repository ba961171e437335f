@org.springframework.modulith.ApplicationModule(allowedDependencies = "model")
package dev.shophub.store;
