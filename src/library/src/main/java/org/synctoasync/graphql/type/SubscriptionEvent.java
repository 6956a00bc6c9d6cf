package org.synctoasync.graphql.type;

/**
 * An event of a subscription's source; in the context of its execution.
 *
 * @param payload what the source published
 */
public record SubscriptionEvent(Object payload) {}
