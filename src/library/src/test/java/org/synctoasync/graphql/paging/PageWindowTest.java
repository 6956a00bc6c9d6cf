package org.synctoasync.graphql.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.synctoasync.model.Condition;
import org.synctoasync.model.Edge;
import org.synctoasync.model.PageRequest;
import org.synctoasync.model.Position;

/**
 * Every page of nine rows matches the GraphQL Cursor Connections Specification for every combination of arguments, and
 * no more rows are read than the page needs.
 */
class PageWindowTest {
    private static final int ROWS = 9;
    private static final int NONE = -1;

    /** A page as the specification's algorithms compute it, word for word. */
    private record Expected(List<Integer> rows, boolean hasNext, boolean hasPrevious) {
        static Expected of(int first, int last, int after, int before) {
            List<Integer> edges = IntStream.range(0, ROWS)
                    .filter(row -> after == NONE || row > after)
                    .filter(row -> before == NONE || row < before)
                    .boxed()
                    .toList();
            List<Integer> page = first != NONE && edges.size() > first ? edges.subList(0, first) : edges;
            page = last != NONE && page.size() > last ? page.subList(page.size() - last, page.size()) : page;
            boolean next = first != NONE ? edges.size() > first : before != NONE;
            boolean previous = last != NONE ? edges.size() > last : after != NONE;
            return new Expected(page, next, previous);
        }
    }

    /** Pages forwards, backwards and both at once, between any two cursors. */
    @Test
    void everyPageIsAsSpecified() {
        for (int first = NONE; first <= ROWS + 1; first++) {
            for (int last = first == NONE ? 0 : NONE; last <= ROWS + 1; last++) {
                for (int after = NONE; after < ROWS; after++) {
                    for (int before = NONE; before < ROWS; before++) {
                        if (before != NONE && after >= before) {
                            continue; // no rows are between them; see below
                        }
                        assertThat(page(window(first, last, after, before, true, true)))
                                .as("first %d last %d after %d before %d", first, last, after, before)
                                .isEqualTo(Expected.of(first, last, after, before));
                    }
                }
            }
        }
    }

    /** The rows do not depend on whether the client requests page info. */
    @Test
    void rowsDoNotDependOnPageInfo() {
        for (int first = NONE; first <= ROWS + 1; first++) {
            for (int last = first == NONE ? 0 : NONE; last <= ROWS + 1; last++) {
                for (int after = NONE; after < ROWS; after++) {
                    assertThat(page(window(first, last, after, NONE, false, false))
                                    .rows())
                            .as("first %d last %d after %d", first, last, after)
                            .isEqualTo(Expected.of(first, last, after, NONE).rows());
                }
            }
        }
    }

    /** If there is nothing between two cursors, nothing is read, and the rows beyond them are unknown. */
    @Test
    void nothingBetween() {
        assertThat(page(window(3, NONE, 5, 5, true, true))).isEqualTo(new Expected(List.of(), false, false));
        assertThat(page(window(NONE, 3, 7, 2, true, true))).isEqualTo(new Expected(List.of(), false, false));
    }

    /**
     * One extra row shows whether there are more rows, and another one whether there are earlier rows. They are read
     * only if requested.
     */
    @Test
    void noMoreRowsAreReadThanItTakes() {
        assertThat(read(window(3, NONE, NONE, NONE, false, false))).isEqualTo(3);
        assertThat(read(window(3, NONE, NONE, NONE, true, true))).isEqualTo(4);
        assertThat(read(window(3, NONE, 1, NONE, false, true))).isEqualTo(4);
        assertThat(read(window(3, NONE, 1, NONE, true, true))).isEqualTo(5);
        assertThat(read(window(NONE, 3, NONE, NONE, true, true))).isEqualTo(4);
        assertThat(read(window(3, 5, NONE, NONE, true, false))).isEqualTo(4);
        assertThat(read(window(3, 5, NONE, NONE, true, true))).isEqualTo(6);
        assertThat(read(window(0, NONE, NONE, NONE, false, false))).isZero();
    }

    /** If a cursor's row is gone, it is unknown whether there are earlier rows, and no row is left out. */
    @Test
    void aCursorWhoseRowIsGoneIsStillAPlace() {
        PageWindow window = window(2, NONE, 4, NONE, true, true);
        List<Edge> left = List.of(edge(5), edge(6), edge(7));
        assertThat(of(window.page(left))).isEqualTo(new Expected(List.of(5, 6), true, false));
    }

    private static PageWindow window(int first, int last, int after, int before, boolean next, boolean previous) {
        return new PageWindow(
                first == NONE ? null : first,
                last == NONE ? null : last,
                position(after),
                position(before),
                next,
                previous);
    }

    private static int read(PageWindow window) {
        return window.section(Condition.NONE, List.of()).most();
    }

    private static Expected page(PageWindow window) {
        PageRequest section = window.section(Condition.NONE, List.of());
        List<Edge> rows = new ArrayList<>(
                IntStream.range(0, ROWS).mapToObj(PageWindowTest::edge).toList());
        if (section.isBackwards()) {
            Collections.reverse(rows);
        }
        Position start = section.isBackwards() ? section.before() : section.after();
        Position end = section.isBackwards() ? section.after() : section.before();
        List<Edge> from =
                start == null ? rows : rows.subList(index(rows, start) + (section.isInclusive() ? 0 : 1), rows.size());
        List<Edge> between = end == null || index(from, end) < 0 ? from : from.subList(0, index(from, end));
        // a cursor beyond the other one leaves no rows
        List<Edge> read = start != null && end != null && index(rows, end) < index(rows, start) ? List.of() : between;
        return of(window.page(read.subList(0, Math.min(section.most(), read.size()))));
    }

    private static int index(List<Edge> rows, Position at) {
        return IntStream.range(0, rows.size())
                .filter(i -> rows.get(i).cursor().equals(at.cursor()))
                .findFirst()
                .orElse(-1);
    }

    private static Expected of(PageWindow.Page page) {
        return new Expected(
                page.edges().stream().map(edge -> (Integer) edge.node()).toList(), page.hasNext(), page.hasPrevious());
    }

    private static Position position(int row) {
        return row == NONE ? null : new Position("c" + row, List.of(row));
    }

    private static Edge edge(int row) {
        return new Edge(row, "c" + row);
    }
}
