/**
 * The gate between the route files and the running routes: what an admin saves is read, checked, built and rehearsed apart from
 * what runs, swapped in route by route, and proven; wrong at any step, the old routes run on untouched. Decisions in
 * docs/adr/0009-the-route-gate.md.
 */
package dev.shophub.camel.gate;
