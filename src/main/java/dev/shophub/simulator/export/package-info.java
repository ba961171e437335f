/**
 * The consoles and advertising platforms of the played shops, as far as they export files: what was paid is what the played platform
 * holds, visitors and advertising are invented around it from the seed, last year's days too.
 */
package dev.shophub.simulator.export;
