package org.synctoasync.model;

/**
 * An attribute by which rows can be filtered.
 *
 * @param name its name
 * @param type its class; wrapped if it is primitive
 * @param isBasic whether it is a value; otherwise it is another entity or an embeddable, which has its own attributes
 * @param isOrdered whether rows can be ordered by it too
 */
public record RowAttribute(String name, Class<?> type, boolean isBasic, boolean isOrdered) {}
