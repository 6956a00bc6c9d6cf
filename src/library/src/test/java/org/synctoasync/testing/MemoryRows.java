package org.synctoasync.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.synctoasync.model.Condition;
import org.synctoasync.model.Edge;
import org.synctoasync.model.LoadFunction;
import org.synctoasync.model.OrderTerm;
import org.synctoasync.model.PageRequest;
import org.synctoasync.model.Position;
import org.synctoasync.model.Rows;
import org.synctoasync.testing.MemoryModels.Book;

/** Nine books in the order of their ids, whatever is requested. A cursor is {@code c} followed by the id. */
final class MemoryRows implements Rows {
    private static final int COUNT = 9;

    private final List<String> batches;

    MemoryRows(List<String> batches) {
        this.batches = batches;
    }

    @Override
    public String name() {
        return "Book";
    }

    @Override
    public Class<?> element() {
        return Book.class;
    }

    @Override
    public boolean isOf(Object source) {
        return false;
    }

    @Override
    public Object key(Object source) {
        return "all";
    }

    @Override
    public Position position(String cursor, List<OrderTerm> order) {
        if (!cursor.matches("c[0-9]+")) {
            throw new IllegalArgumentException("is no cursor of this field in this order");
        }
        return new Position(cursor, List.of(Long.valueOf(cursor.substring(1))));
    }

    @Override
    public LoadFunction<?, List<Edge>> sections(PageRequest section) {
        return new Function<>(section, batches);
    }

    @Override
    public LoadFunction<?, Long> counts(Condition where) {
        return new Function<>(where, batches);
    }

    private record Function<V>(Object asked, List<String> batches) implements LoadFunction<String, V> {
        @Override
        public String name() {
            return "Book";
        }

        @Override
        public Class<String> keyType() {
            return String.class;
        }

        @Override
        @SuppressWarnings("unchecked") // the request determines the type of the result
        public List<V> load(List<String> keys) {
            batches.add(asked.toString());
            return List.of((V) (asked instanceof PageRequest section ? read(section) : Long.valueOf(COUNT)));
        }

        private static List<Edge> read(PageRequest section) {
            long start = section.isInclusive() ? 0 : 1;
            long after = section.after() == null ? 1 : id(section.after()) + (section.isBackwards() ? 1 : start);
            long before = section.before() == null ? COUNT : id(section.before()) - (section.isBackwards() ? start : 1);
            List<Edge> edges = new ArrayList<>(LongStream.rangeClosed(after, before)
                    .mapToObj(id -> new Edge(new Book(id, "Book " + id, 100 + id), "c" + id))
                    .toList());
            if (section.isBackwards()) {
                Collections.reverse(edges);
            }
            return edges.subList(0, Math.min(section.most(), edges.size()));
        }

        private static long id(Position position) {
            return (long) position.values().get(0);
        }
    }
}
