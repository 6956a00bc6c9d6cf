package org.synctoasync.jpa;

import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.Metamodel;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.Collection;
import java.util.List;
import org.synctoasync.model.RowAttribute;

/**
 * Describes the attributes by which rows can be filtered and ordered.
 *
 * <p><b>Threading:</b> immutable.
 */
record Attributes(Metamodel metamodel) {
    /** Returns the attributes of an entity or an embeddable; an empty collection for any other class. */
    Collection<RowAttribute> of(Class<?> type) {
        return metamodel.getManagedTypes().stream()
                .filter(managed -> managed.getJavaType() == type)
                .flatMap(managed -> managed.getSingularAttributes().stream())
                .map(Attributes::describe)
                .toList();
    }

    /** Returns the class of an attribute; wrapped if it is primitive. */
    Class<?> type(Class<?> entity, List<String> path) {
        return EntityKey.wrapped(last(entity, path).getJavaType());
    }

    /** Whether an attribute may be null. A primitive attribute is never null. */
    boolean isNullable(Class<?> entity, List<String> path) {
        SingularAttribute<?, ?> last = last(entity, path);
        return path.size() > 1
                || last.isOptional() && !last.isId() && !last.getJavaType().isPrimitive();
    }

    private SingularAttribute<?, ?> last(Class<?> entity, List<String> path) {
        ManagedType<?> type = metamodel.managedType(entity);
        for (String name : path.subList(0, path.size() - 1)) {
            type = metamodel.managedType(type.getSingularAttribute(name).getJavaType());
        }
        return type.getSingularAttribute(path.get(path.size() - 1));
    }

    private static RowAttribute describe(SingularAttribute<?, ?> attribute) {
        Class<?> type = EntityKey.wrapped(attribute.getJavaType());
        boolean isBasic = attribute.getPersistentAttributeType() == PersistentAttributeType.BASIC;
        return new RowAttribute(attribute.getName(), type, isBasic, isBasic && CursorValues.know(type));
    }
}
