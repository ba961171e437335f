/** Puts the demo together: embedded database, simulators, ERP and mailbox around an ordinary hub. Nobody uses this room. */
package dev.shophub.demo;
