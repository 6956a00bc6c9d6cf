package org.synctoasync.model;

/**
 * A row and its place, as an edge of a Relay connection.
 *
 * @param node the entity
 * @param cursor the row's place in the order that it was read in, which {@link Rows#position} takes
 */
public record Edge(Object node, String cursor) {}
