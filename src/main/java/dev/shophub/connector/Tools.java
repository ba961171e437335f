package dev.shophub.connector;

import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What the hub hands to a connector.
 *
 * @param http every call out goes through it
 * @param tokens the shop's stored tokens; connectors without tokens ignore it
 * @param quota shared by polling and pushing of one app and shop
 * @param ahead bounded threads for calls in parallel (order details); runs on the caller's thread when full
 */
public record Tools(HttpCalls http, Tokens tokens, Quotas quota, Clock clock, Executor ahead) {}
