@org.springframework.modulith.ApplicationModule(allowedDependencies = {"model", "store"})
package dev.shophub.review;
