package org.synctoasync.graphql.paging;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.synctoasync.graphql.loading.RequestLoaders;
import org.synctoasync.model.Condition;
import org.synctoasync.model.Edge;
import org.synctoasync.model.LoadFunction;
import org.synctoasync.model.OrderTerm;
import org.synctoasync.model.PageRequest;
import org.synctoasync.model.Rows;

/**
 * The value of a connection field. Its rows are read, and counted, only when a field that needs them is fetched.
 *
 * <p><b>Threading:</b> called on the lane's thread. Immutable.
 *
 * @param rows the rows of the connection
 * @param key the owner's key
 * @param where the condition that the rows fulfil
 * @param order the order of the rows
 * @param window the requested part of the rows
 * @param arguments the client's arguments; fields with the same arguments share the rows that are read
 * @param filter the argument from which the condition was made; counts with the same filter are shared
 */
record Connection(
        Rows rows,
        Object key,
        Condition where,
        List<OrderTerm> order,
        PageWindow window,
        Map<String, @Nullable Object> arguments,
        @Nullable Object filter) {
    /** Computes the values of a connection's fields. */
    static final Map<String, Function<Connection, CompletableFuture<?>>> PARTS = Map.of(
            "edges", Connection::edges,
            "nodes", Connection::nodes,
            "pageInfo", Connection::pageInfo,
            "totalCount", Connection::totalCount);

    CompletableFuture<List<Edge>> edges() {
        return page().thenApply(PageWindow.Page::edges);
    }

    CompletableFuture<List<Object>> nodes() {
        return edges().thenApply(Connection::nodesOf);
    }

    /**
     * The entities of a page request, as a plain list without a connection.
     *
     * @param arguments the client's arguments; fields with the same arguments share the rows that are read
     */
    static CompletableFuture<List<Object>> nodes(
            Rows rows, PageRequest section, Object key, Map<String, @Nullable Object> arguments) {
        return section.most() == 0
                ? CompletableFuture.completedFuture(List.of())
                : load(List.of("list", rows, arguments), rows.sections(section), key)
                        .thenApply(Connection::nodesOf);
    }

    CompletableFuture<Map<String, @Nullable Object>> pageInfo() {
        return page().thenApply(Connection::info);
    }

    CompletableFuture<Long> totalCount() {
        return load(Arrays.asList("count", rows, filter), rows.counts(where), key);
    }

    private CompletableFuture<PageWindow.Page> page() {
        PageRequest section = window.section(where, order);
        return section.most() == 0
                ? CompletableFuture.completedFuture(window.page(List.of()))
                : load(
                                Arrays.asList("page", rows, arguments, window.wantsNext(), window.wantsPrevious()),
                                rows.sections(section),
                                key)
                        .thenApply(window::page);
    }

    private static Map<String, @Nullable Object> info(PageWindow.Page page) {
        List<Edge> edges = page.edges();
        Map<String, @Nullable Object> info = new HashMap<>();
        info.put("hasNextPage", page.hasNext());
        info.put("hasPreviousPage", page.hasPrevious());
        info.put("startCursor", edges.isEmpty() ? null : edges.get(0).cursor());
        info.put(
                "endCursor",
                edges.isEmpty() ? null : edges.get(edges.size() - 1).cursor());
        return info;
    }

    private static List<Object> nodesOf(List<Edge> edges) {
        return edges.stream().map(Edge::node).toList();
    }

    private static <K, V> CompletableFuture<V> load(Object identity, LoadFunction<K, V> function, Object key) {
        return RequestLoaders.current()
                .get(identity, function)
                .load(function.keyType().cast(key));
    }
}
