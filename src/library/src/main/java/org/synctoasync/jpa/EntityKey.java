package org.synctoasync.jpa;

import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.internal.identitymaps.CacheId;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.sessions.DatabaseRecord;
import org.jspecify.annotations.Nullable;

/**
 * The id of an entity, in two forms. In the application's form it is a basic value, an embeddable or an id class. In
 * EclipseLink's form it is a basic value or the values of several columns.
 *
 * <p><b>Threading:</b> immutable.
 */
final class EntityKey {
    private final ClassDescriptor descriptor;
    private final AbstractSession session;
    private final List<DatabaseField> columns;
    private final List<Class<?>> classes;
    private final Class<?> type;
    private final boolean isSimple;

    /**
     * Describes an id. The constructor computes the information that is needed for each row.
     *
     * @param descriptor EclipseLink's description of the entity
     * @param session EclipseLink's session of the whole application
     */
    EntityKey(ClassDescriptor descriptor, AbstractSession session) {
        this.descriptor = descriptor;
        this.session = session;
        this.columns = List.copyOf(descriptor.getPrimaryKeyFields());
        this.classes = columns.stream()
                .<Class<?>>map(column -> classOf(column, descriptor))
                .toList();
        Class<?> known = descriptor.getCMPPolicy().getPKClass();
        this.type = wrapped(known);
        this.isSimple = columns.size() == 1 && known == classes.get(0);
    }

    /** EclipseLink's description of the entity. */
    ClassDescriptor descriptor() {
        return descriptor;
    }

    /** EclipseLink's session of the whole application. */
    AbstractSession session() {
        return session;
    }

    /** The columns of the id. */
    List<DatabaseField> columns() {
        return columns;
    }

    boolean isSimple() {
        return isSimple;
    }

    /** The class of the id in the application's form. */
    Class<?> type() {
        return type;
    }

    /** The classes of the columns' values. */
    List<Class<?>> classes() {
        return classes;
    }

    /** Converts an id to EclipseLink's form. */
    Object internal(Object id) {
        return isSimple ? id : descriptor.getCMPPolicy().createPrimaryKeyFromId(id, session);
    }

    /** Converts an id to the application's form. */
    Object external(Object primaryKey) {
        return isSimple ? primaryKey : descriptor.getCMPPolicy().createPrimaryKeyInstanceFromId(primaryKey, session);
    }

    /** Returns the id of an entity in EclipseLink's form; null if the entity has no id yet. */
    @Nullable Object of(Object entity) {
        return descriptor.getObjectBuilder().extractPrimaryKeyFromObject(entity, session, true);
    }

    /** Returns the id in the first columns of a row, in EclipseLink's form. */
    Object ofRow(@Nullable Object[] row) {
        DatabaseRecord values = new DatabaseRecord(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), row[i]);
        }
        return Objects.requireNonNull(descriptor.getObjectBuilder().extractPrimaryKeyFromRow(values, session));
    }

    /** Returns the values of an id's columns. */
    static Object[] parts(Object primaryKey) {
        return primaryKey instanceof CacheId several ? several.getPrimaryKey() : new Object[] {primaryKey};
    }

    /** Returns the wrapper of a primitive class, or the class itself. */
    static Class<?> wrapped(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    private static Class<?> classOf(DatabaseField column, ClassDescriptor descriptor) {
        return Stream.<@Nullable Class<?>>of(
                        descriptor.getObjectBuilder().getFieldClassification(column), column.getType())
                .filter(Objects::nonNull)
                .findFirst()
                .<Class<?>>map(EntityKey::wrapped)
                .orElse(Object.class);
    }
}
