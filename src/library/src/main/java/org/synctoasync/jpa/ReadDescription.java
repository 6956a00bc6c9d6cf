package org.synctoasync.jpa;

import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.queries.DatabaseQuery;

/** What is read, in the words of a message. */
final class ReadDescription {
    private ReadDescription() {}

    /** What a query reads: an association, an entity, or something that only its text tells. */
    static String of(DatabaseQuery query) {
        DatabaseMapping association = query.getSourceMapping();
        if (association != null) {
            return "the lazy association '" + association.getAttributeName() + "' of "
                    + association.getDescriptor().getJavaClass().getSimpleName();
        }
        Class<?> entity = query.getReferenceClass();
        return entity == null ? "a query's result" : of(entity);
    }

    /** What reading an entity reads. */
    static String of(Class<?> entity) {
        return "an entity " + entity.getSimpleName();
    }
}
