/**
 * A WooCommerce site, played on this computer: its REST API {@code wc/v3} with its defaults, its two ways to prove a call, its webhooks.
 * What it does where the platform's documents are silent stands in docs/platforms/woocommerce-simulator.md.
 */
package dev.shophub.simulator.woocommerce;
