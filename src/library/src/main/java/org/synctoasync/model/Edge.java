package org.synctoasync.model;

/**
 * A row and its position, as an edge of a Relay connection.
 *
 * @param node the entity
 * @param cursor the row's position in the order in which it was read; {@link Rows#position} reads the cursor
 */
public record Edge(Object node, String cursor) {}
