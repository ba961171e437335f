/**
 * A platform that exists nowhere, made by docs/adding-a-platform.md to the letter: one address, forms signed by HMAC, orders
 * listed by the second of their modification, 20 a page, 100 pages deep, windows of a week. No other file names it.
 */
package dev.shophub.platform.acme;
