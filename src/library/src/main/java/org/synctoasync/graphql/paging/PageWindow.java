package org.synctoasync.graphql.paging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synctoasync.model.Condition;
import org.synctoasync.model.Edge;
import org.synctoasync.model.OrderTerm;
import org.synctoasync.model.PageRequest;
import org.synctoasync.model.Position;

/**
 * Which part of an order of rows a client asks for, after the GraphQL Cursor Connections Specification: of the rows between
 * two cursors the first, and of those the last. Decides which rows must be read for it, and cuts them.
 *
 * <p>Whether there are rows beyond a cursor that was given is seen by reading the cursor's own row too, in the same statement.
 *
 * @param first how many from the beginning; null for all
 * @param last how many of these from the end; null for all. At least one of both is given
 * @param after the cursor after which they are
 * @param before the cursor before which they are
 * @param wantsNext whether {@code hasNextPage} is asked for
 * @param wantsPrevious whether {@code hasPreviousPage} is asked for
 */
record PageWindow(
        @Nullable Integer first,
        @Nullable Integer last,
        @Nullable Position after,
        @Nullable Position before,
        boolean wantsNext,
        boolean wantsPrevious) {

    /** The rows to be read. */
    PageRequest section(Condition where, List<OrderTerm> order) {
        return new PageRequest(where, order, isBackwards(), after, before, isInclusive(), most());
    }

    /** The page, of the rows that were read, in the direction of reading. */
    Page page(List<Edge> read) {
        Position start = isBackwards() ? before : after;
        boolean isBeyond = isInclusive()
                && start != null
                && !read.isEmpty()
                && read.get(0).cursor().equals(start.cursor());
        List<Edge> between = read.subList(isBeyond ? 1 : 0, read.size());
        if (isBackwards()) {
            List<Edge> edges = new ArrayList<>(cut(between, last));
            Collections.reverse(edges);
            return new Page(edges, isBeyond, exceeds(between, last));
        }
        List<Edge> edges = cut(between, first);
        boolean hasNext = exceeds(between, first);
        return last == null
                ? new Page(edges, hasNext, isBeyond)
                : new Page(
                        edges.subList(Math.max(0, edges.size() - last), edges.size()), hasNext, exceeds(between, last));
    }

    /** Only {@code last} alone asks for reading from the end. */
    private boolean isBackwards() {
        return first == null;
    }

    private boolean isInclusive() {
        return isBackwards() ? wantsNext && before != null : wantsPrevious && after != null && last == null;
    }

    private int most() {
        int most = isBackwards() ? or(last, 0) + (wantsPrevious ? 1 : 0) : or(first, 0) + (wantsNext ? 1 : 0);
        if (!isBackwards() && wantsPrevious) {
            most = Math.max(most, or(last, -1) + 1);
        }
        return most + (isInclusive() ? 1 : 0);
    }

    private static List<Edge> cut(List<Edge> edges, @Nullable Integer most) {
        return most == null ? edges : edges.subList(0, Math.min(most, edges.size()));
    }

    private static boolean exceeds(List<Edge> edges, @Nullable Integer most) {
        return most != null && edges.size() > most;
    }

    private static int or(@Nullable Integer number, int other) {
        return number == null ? other : number;
    }

    /**
     * A page.
     *
     * @param edges its rows in the order's direction
     * @param hasNext whether there are more after it
     * @param hasPrevious whether there are more before it
     */
    record Page(List<Edge> edges, boolean hasNext, boolean hasPrevious) {}
}
