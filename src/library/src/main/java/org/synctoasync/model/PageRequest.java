package org.synctoasync.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are to be read, the same for each owner.
 *
 * @param where what they fulfil
 * @param order by what they are ordered, before their id; empty for the order that the mapping says
 * @param isBackwards whether they are read from the order's end
 * @param after the place after which they are, in the order's direction
 * @param before the place before which they are, in the order's direction
 * @param isInclusive whether the row at the place where reading starts ({@code after}, or backwards {@code before}) is read too
 * @param most how many are read at the most
 */
public record PageRequest(
        Condition where,
        List<OrderTerm> order,
        boolean isBackwards,
        @Nullable Position after,
        @Nullable Position before,
        boolean isInclusive,
        int most) {
    /** The {@link #most} of a section that has no bound. */
    public static final int ALL = Integer.MAX_VALUE;

    /** Copies the order. */
    public PageRequest {
        order = List.copyOf(order);
    }
}
