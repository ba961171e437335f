/** Figures: how each is defined, computed, compared, planned and explained. Knows no mail and no platform. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"model", "store", "settings"})
package dev.shophub.metric;
