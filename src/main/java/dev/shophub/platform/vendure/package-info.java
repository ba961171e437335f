/**
 * Vendure shops, by the GraphQL admin API of a shop's own server; written against {@code @vendure/core} 3.6.4 and run against it.
 *
 * <p>Documentation: <a href="https://docs.vendure.io">docs.vendure.io</a>; what the hub relies on stands in
 * docs/platforms/vendure.md, each with whether it was seen on a running server.
 *
 * <p>Limits that shape this folder: a session is had by logging in and never renewed; refusals come in three layers, two of them
 * with HTTP 200; carts and drafts stand among the orders; times of change have whole seconds and move neither with payment nor
 * shipment nor refund, those of items not with a sale; money is whole numbers of a minor unit.
 */
package dev.shophub.platform.vendure;
