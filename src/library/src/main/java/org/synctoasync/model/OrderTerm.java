package org.synctoasync.model;

import java.util.List;

/**
 * One term of an order. Nulls are larger than all values.
 *
 * @param path the attribute, for example {@code [writer, name]}; empty for an element's position in a list with
 *     {@code @OrderColumn}
 * @param isDescending whether the largest value comes first
 */
public record OrderTerm(List<String> path, boolean isDescending) {
    /** Copies the path. */
    public OrderTerm {
        path = List.copyOf(path);
    }
}
