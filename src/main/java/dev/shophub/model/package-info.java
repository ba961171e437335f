/** The hub's own words: records of data, ids as types, money with its currency, time in UTC. Uses no other room. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package dev.shophub.model;
