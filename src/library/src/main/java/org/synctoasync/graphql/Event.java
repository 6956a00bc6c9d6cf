package org.synctoasync.graphql;

/**
 * An event of a subscription's source; in the context of its execution.
 *
 * @param payload what the source published
 */
record Event(Object payload) {}
