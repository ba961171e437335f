/**
 * Shopify shops by the GraphQL Admin API, a quarterly version pinned in the shop's settings (2026-07 where they name none).
 *
 * <p>Documentation: <a href="https://shopify.dev/docs/api/admin-graphql">shopify.dev/docs/api/admin-graphql</a>; what the hub
 * relies on, and what is not confirmed, stands in docs/platforms/shopify.md.
 *
 * <p>Limits that shape this folder: every call costs points of a bucket that the answers tell of, a query may cost 1,000 at most
 * and lists within lists multiply; a 200 is no success; the past is read as a file that the platform prepares; access tokens
 * live an hour and every renewal changes both; a version answers for a year, and an over-aged one is silently replaced.
 */
package dev.shophub.platform.shopify;
