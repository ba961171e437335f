/** Acme, played on this computer, for tests. */
package dev.shophub.simulator.acme;
