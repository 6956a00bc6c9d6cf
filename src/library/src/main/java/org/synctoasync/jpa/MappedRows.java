package org.synctoasync.jpa;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.eclipse.persistence.mappings.CollectionMapping;
import org.jspecify.annotations.Nullable;
import org.synctoasync.model.Condition;
import org.synctoasync.model.Edge;
import org.synctoasync.model.LoadFunction;
import org.synctoasync.model.OrderTerm;
import org.synctoasync.model.PageRequest;
import org.synctoasync.model.Position;
import org.synctoasync.model.Rows;

/**
 * Rows in EclipseLink's mapping.
 *
 * <p><b>Threading:</b> immutable.
 */
final class MappedRows implements Rows {
    private static final String ALL = "all";

    private final EntityManager entities;
    private final EntityKey element;
    private final @Nullable OwnerRows owner;
    private final Attributes attributes;
    private final List<OrderTerm> natural;

    /**
     * Describes rows.
     *
     * @param element the id of the rows' entity
     * @param owner the attribute that refers to the rows; null for all rows of the entity
     */
    MappedRows(EntityManager entities, EntityKey element, @Nullable OwnerRows owner) {
        this.entities = entities;
        this.element = element;
        this.owner = owner;
        this.attributes = new Attributes(entities.getMetamodel());
        this.natural = owner != null && owner.mapping() instanceof CollectionMapping mapping
                ? NaturalOrder.of(mapping, attributes)
                : List.of();
    }

    @Override
    public String name() {
        return owner == null ? element().getSimpleName() : MappedAssociation.nameOf(owner.key(), owner.mapping());
    }

    @Override
    public Class<?> element() {
        return element.descriptor().getJavaClass();
    }

    @Override
    public boolean isOf(Object source) {
        return owner != null && owner.key().descriptor().getJavaClass().isInstance(source);
    }

    @Override
    public @Nullable Object key(@Nullable Object source) {
        if (owner == null || source == null) {
            return ALL;
        }
        Object id = owner.key().of(source);
        return id == null ? null : owner.key().external(id);
    }

    @Override
    public Position position(String cursor, List<OrderTerm> order) {
        return cursors(terms(source(), order)).read(cursor);
    }

    @Override
    public LoadFunction<?, List<Edge>> sections(PageRequest section) {
        return new SectionFunction(this, section);
    }

    @Override
    public LoadFunction<?, Long> counts(Condition where) {
        return new CountFunction(this, where);
    }

    RowSource source() {
        return RowSource.of(element, owner);
    }

    List<OrderColumn> terms(RowSource source, List<OrderTerm> order) {
        return source.terms(order.isEmpty() ? natural : order, element, attributes, owner);
    }

    Cursors cursors(List<OrderColumn> terms) {
        String order =
                String.join(",", terms.stream().map(OrderColumn::describe).toList());
        return new Cursors(
                name() + ":" + order,
                terms.stream().<Class<?>>map(OrderColumn::type).toList());
    }

    EntityManager entities() {
        return entities;
    }

    /** The id of the rows' entity. */
    EntityKey elementKey() {
        return element;
    }

    /** The id of the owner; null for all rows of the entity. */
    @Nullable EntityKey ownerKey() {
        return owner == null ? null : owner.key();
    }
}
