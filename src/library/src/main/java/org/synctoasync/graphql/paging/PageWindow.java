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
 * The part of ordered rows that a client requests (GraphQL Cursor Connections Specification): the first of the rows
 * between two cursors, and the last of those. It determines which rows must be read, and cuts the page from them.
 *
 * <p>To detect rows beyond a given cursor, the same statement also reads the cursor's own row.
 *
 * @param first the number of rows from the beginning; null for all
 * @param last the number of these rows from the end; null for all. At least one of {@code first} and {@code last} is
 *     given
 * @param after the cursor after which the rows are
 * @param before the cursor before which the rows are
 * @param wantsNext whether {@code hasNextPage} is selected
 * @param wantsPrevious whether {@code hasPreviousPage} is selected
 */
record PageWindow(
        @Nullable Integer first,
        @Nullable Integer last,
        @Nullable Position after,
        @Nullable Position before,
        boolean wantsNext,
        boolean wantsPrevious) {

    /** The request for the rows that must be read. */
    PageRequest section(Condition where, List<OrderTerm> order) {
        return new PageRequest(where, order, isBackwards(), after, before, isInclusive(), most());
    }

    /** Cuts the page from the rows that were read. The rows are in the direction of reading. */
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

    /** Whether rows are read from the end: only if {@code last} alone is given. */
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
     * @param edges the page's rows, in the direction of the order
     * @param hasNext whether there are more rows after the page
     * @param hasPrevious whether there are more rows before the page
     */
    record Page(List<Edge> edges, boolean hasNext, boolean hasPrevious) {}
}
