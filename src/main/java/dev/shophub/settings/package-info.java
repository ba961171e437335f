/**
 * What an admin wrote in the configuration, read strictly: hub-wide keys refuse the start when they are wrong, a fault in one
 * shop's block keeps that shop out. Every message names file and line.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"model", "connector"})
package dev.shophub.settings;
