/** Decides who may sell what. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"model", "store", "settings"})
package dev.shophub.stock;
