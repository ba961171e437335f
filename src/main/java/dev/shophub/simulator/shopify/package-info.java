/**
 * Shopify, played on this computer by its fact sheet: the GraphQL interface with its points, the older REST lists as far as
 * clients ask for them, bulk files, authorisation, webhooks.
 */
package dev.shophub.simulator.shopify;
