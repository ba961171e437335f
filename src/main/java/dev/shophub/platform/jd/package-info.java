/**
 * JD (jd.com) shops of the POP kind by JD's open platform (JOS), gateway {@code routerjson}, version 2.0, answers in JSON.
 *
 * <p>Documentation: <a href="https://jos.jd.com">jos.jd.com</a> and <a href="https://open.jd.com">open.jd.com</a>; what the hub
 * relies on, and what is not confirmed, stands in docs/platforms/jd.md.
 *
 * <p>Limits that shape this folder: all parameters in one signed JSON text, answers that hold JSON as text, lists that move
 * while they are read and are a hundred pages deep, two separate flows of after-sale, one SKU a call for stock, a token that
 * can be renewed in its last day only, times in GMT+8 without saying so.
 */
package dev.shophub.platform.jd;
