package org.synctoasync.jpa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.persistence.expressions.Expression;
import org.eclipse.persistence.queries.ObjectLevelReadQuery;
import org.eclipse.persistence.queries.ReportQuery;
import org.jspecify.annotations.Nullable;
import org.synctoasync.model.Edge;
import org.synctoasync.model.LoadFunction;
import org.synctoasync.model.PageRequest;
import org.synctoasync.model.Position;

/**
 * Reads one page of the rows of many owners by one statement. Each row of the statement contains the owner's id, the
 * entity and the values by which it is ordered.
 *
 * <p><b>Threading:</b> immutable; {@link #load} blocks and belongs on a lane, in its transaction.
 */
record SectionFunction(MappedRows rows, PageRequest section) implements LoadFunction<Object, List<Edge>> {
    @Override
    public String name() {
        return rows.name();
    }

    @Override
    public Class<Object> keyType() {
        return OwnerStatement.keyType(rows);
    }

    @Override
    public List<@Nullable List<Edge>> load(List<Object> keys) {
        return new OwnerStatement<>(rows, this::read).load(keys, new ArrayList<>());
    }

    private void read(OwnerStatement.Owners owners, Map<Object, List<Edge>> found) {
        RowSource source = rows.source();
        List<OrderColumn> terms = rows.terms(source, section.order());
        Bindings bindings = new Bindings();
        ReportQuery query = query(source, owners, terms, bindings);
        int most = isBounded() && !owners.areMany() ? section.most() : PageRequest.ALL;
        for (@Nullable Object[] columns : owners.send(query, bindings, most)) {
            found.computeIfAbsent(owners.of(columns), owner -> new ArrayList<>())
                    .add(edge(columns, source.owner().size(), terms));
        }
    }

    private ReportQuery query(
            RowSource source, OwnerStatement.Owners owners, List<OrderColumn> terms, Bindings bindings) {
        List<OrderColumn> reading = section.isBackwards()
                ? terms.stream().map(OrderColumn::reversed).toList()
                : terms;
        boolean isRanked = isBounded() && owners.areMany();
        ReportQuery query = isRanked
                ? new RankedQuery(source.from(), source.base(), section.most())
                : new ReportQuery(source.from(), source.base());
        source.owner().forEach(column -> query.addItem("key" + query.getItems().size(), column));
        query.addItem("row", source.row());
        terms.subList(0, terms.size() - idColumns())
                .forEach(term -> query.addItem("by" + query.getItems().size(), term.column()));
        if (query instanceof RankedQuery ranked) {
            ranked.rank(source.owner(), reading);
        } else {
            reading.forEach(term -> query.addOrdering(term.ordering()));
        }
        query.setSelectionCriteria(criteria(source, owners, reading, terms, bindings));
        query.setShouldOuterJoinSubclasses(rows.elementKey().descriptor().hasInheritance());
        query.setDistinctState(ObjectLevelReadQuery.DONT_USE_DISTINCT);
        return query;
    }

    private @Nullable Expression criteria(
            RowSource source,
            OwnerStatement.Owners owners,
            List<OrderColumn> reading,
            List<OrderColumn> terms,
            Bindings bindings) {
        List<Expression> all = new ArrayList<>();
        Expression owned = owners.condition(source.owner());
        Expression where = new Conditions(source.row(), bindings).of(section.where());
        all.addAll(owned == null ? List.of() : List.of(owned));
        all.addAll(where == null ? List.of() : List.of(where));
        Position start = section.isBackwards() ? section.before() : section.after();
        Position end = section.isBackwards() ? section.after() : section.before();
        if (start != null) {
            all.add(new Keyset(reading, start.values(), section.isInclusive(), bindings).after());
        }
        if (end != null) {
            List<OrderColumn> back = reading.stream().map(OrderColumn::reversed).toList();
            all.add(new Keyset(back, end.values(), false, bindings).after());
        }
        return all.stream().reduce(Expression::and).orElse(null);
    }

    private Edge edge(@Nullable Object[] columns, int owner, List<OrderColumn> terms) {
        Object entity = Objects.requireNonNull(columns[owner]);
        List<@Nullable Object> values =
                new ArrayList<>(Arrays.asList(columns).subList(owner + 1, owner + 1 + terms.size() - idColumns()));
        EntityKey key = rows.elementKey();
        values.addAll(Arrays.asList(EntityKey.parts(Objects.requireNonNull(key.of(entity)))));
        return new Edge(entity, rows.cursors(terms).write(values));
    }

    private int idColumns() {
        return rows.elementKey().columns().size();
    }

    private boolean isBounded() {
        return section.most() != PageRequest.ALL;
    }
}
