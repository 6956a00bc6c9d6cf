package org.synctoasync.jpa;

import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.queries.DatabaseQuery;

/** Describes a read in messages. */
final class ReadDescription {
    private ReadDescription() {}

    /** Describes what a query reads: an association, an entity, or a result that only the query's text defines. */
    static String of(DatabaseQuery query) {
        DatabaseMapping association = query.getSourceMapping();
        if (association != null) {
            return "the lazy association '" + association.getAttributeName() + "' of "
                    + association.getDescriptor().getJavaClass().getSimpleName();
        }
        Class<?> entity = query.getReferenceClass();
        return entity == null ? "a query's result" : of(entity);
    }

    /** Describes the read of an entity. */
    static String of(Class<?> entity) {
        return "an entity " + entity.getSimpleName();
    }
}
