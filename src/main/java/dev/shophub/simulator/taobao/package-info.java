/**
 * The Taobao/Tmall Open Platform, played on this computer: the gateway, the token endpoint and a page to authorise, as
 * the platform's fact sheet describes them. What it plays, what not, its faults and their rates:
 * {@code docs/platforms/taobao-simulator.md}. Uses {@code model} and the simulators' schema, nothing else of the hub.
 */
package dev.shophub.simulator.taobao;
