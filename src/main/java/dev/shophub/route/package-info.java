/** What is told about route files and running routes: the desk at which the command line asks the gate. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"model"})
package dev.shophub.route;
