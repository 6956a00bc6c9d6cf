package org.synctoasync.graphql.type;

/**
 * An event of a subscription's source, stored in the context of the event's execution.
 *
 * @param payload the object that the source published
 */
public record SubscriptionEvent(Object payload) {}
