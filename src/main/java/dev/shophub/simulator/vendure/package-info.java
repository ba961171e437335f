/**
 * Vendure's admin API, played from the simulators' schema: GraphQL on one path, sessions had by logging in, refusals in three
 * layers, times of change that stand still where the real ones do.
 */
package dev.shophub.simulator.vendure;
