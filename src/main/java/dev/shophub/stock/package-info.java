/** Decides who may sell what. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"model", "store"})
package dev.shophub.stock;
