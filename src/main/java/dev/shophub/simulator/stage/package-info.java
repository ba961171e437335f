/**
 * What the played platforms have in common: faults on demand, sellers and their tokens, the few words of HTTP and HTML, and how
 * the demo finds and starts whatever platform there is.
 */
package dev.shophub.simulator.stage;
