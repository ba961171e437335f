/** The shops' access tokens: kept sealed, renewed by one at a time. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"model", "store", "connector"})
package dev.shophub.token;
