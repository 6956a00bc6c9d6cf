package org.synctoasync.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for a page of rows, the same for each owner.
 *
 * @param where the condition that the rows fulfil
 * @param order the order of the rows, before their id; empty for the order that the mapping declares
 * @param isBackwards whether the rows are read from the end of the order
 * @param after the position after which the rows come, in the direction of the order
 * @param before the position before which the rows come, in the direction of the order
 * @param isInclusive whether the row at the start position is read too; the start is {@code after}, or {@code before}
 *     if the rows are read backwards
 * @param most the maximum number of rows
 */
public record PageRequest(
        Condition where,
        List<OrderTerm> order,
        boolean isBackwards,
        @Nullable Position after,
        @Nullable Position before,
        boolean isInclusive,
        int most) {
    /** The value of {@link #most} for a page without a limit. */
    public static final int ALL = Integer.MAX_VALUE;

    /** Copies the order. */
    public PageRequest {
        order = List.copyOf(order);
    }
}
