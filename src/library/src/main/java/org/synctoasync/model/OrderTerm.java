package org.synctoasync.model;

import java.util.List;

/**
 * One criterion of an order. Nulls are larger than all values.
 *
 * @param path the attribute, as {@code [writer, name]}; empty for an element's place in a list with {@code @OrderColumn}
 * @param isDescending whether the largest comes first
 */
public record OrderTerm(List<String> path, boolean isDescending) {
    /** Copies the path. */
    public OrderTerm {
        path = List.copyOf(path);
    }
}
