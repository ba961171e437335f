/**
 * Taobao and Tmall by the Taobao Open Platform (TOP), version 2.0, answers in JSON.
 *
 * <p>Documentation: <a href="https://open.taobao.com/api.htm">open.taobao.com</a>; what the hub relies on, and what is not
 * confirmed, stands in docs/platforms/taobao.md.
 *
 * <p>Limits that shape this folder: increments of at most a day and three months back, lists that move while they are
 * read, one signed call an order for its details, ids beyond 2^53, times in GMT+8 without saying so.
 */
package dev.shophub.platform.taobao;
