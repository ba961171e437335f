/**
 * JD's open platform (JOS), played from the simulators' schema: the gateway with its signed JSON texts, the page on which sellers
 * consent, and tokens that can be renewed in their last day only.
 */
package dev.shophub.simulator.jd;
