/**
 * The hub's door, and behind it the rooms: data flows one way through them, and each says in its own package-info what it
 * may use.
 */
package dev.shophub;
