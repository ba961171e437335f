/**
 * Where the simulated platforms take their trade from: invented by a seeded generator, or a shop's own past orders read
 * from a trade folder. Written once into the simulators' schema, then unfolded event by event as the clock goes on.
 */
package dev.shophub.simulator.trade;
