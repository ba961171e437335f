/** The platforms, one folder each; they never see each other, and nothing lists them. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"model", "connector"})
package dev.shophub.platform;
