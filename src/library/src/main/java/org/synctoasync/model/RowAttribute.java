package org.synctoasync.model;

/**
 * An attribute by which rows can be filtered.
 *
 * @param name its name
 * @param type its class, wrapped where it is primitive
 * @param isBasic whether it is a value; else it is another entity or an embeddable, which has attributes itself
 * @param isOrdered whether rows can be ordered by it too
 */
public record RowAttribute(String name, Class<?> type, boolean isBasic, boolean isOrdered) {}
