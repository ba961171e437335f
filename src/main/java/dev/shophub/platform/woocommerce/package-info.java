/**
 * WooCommerce shops by their REST API, {@code wc/v3}, JSON both ways; WooCommerce 5.8 or newer, with pretty permalinks.
 *
 * <p>Documentation: <a href="https://woocommerce.github.io/woocommerce-rest-api-docs/">woocommerce-rest-api-docs</a>; what the hub
 * relies on, and what is not confirmed, stands in docs/platforms/woocommerce.md.
 *
 * <p>Limits that shape this folder: every shop is a site of its own, behind whatever its host puts before it; lists hide what they
 * are not asked for and read times in the site's zone unless told otherwise; variations and refunds stand in lists of their own;
 * there is no shipment, no answer to a review and no end of a key.
 */
package dev.shophub.platform.woocommerce;
