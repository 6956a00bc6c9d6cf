package org.synctoasync.graphql.paging;

import graphql.schema.DataFetchingEnvironment;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.synctoasync.model.Rows;

/**
 * A field that is read from rows.
 *
 * @param rows the rows
 * @param arguments the field's arguments, which determine the rows that the client requests
 * @param isConnection whether the field is a connection; otherwise it is a list
 */
record PagedField(Rows rows, PageArguments arguments, boolean isConnection) {
    /** The field's value for an owner; null if the owner has no key yet. */
    @Nullable Object fetch(@Nullable Object source, DataFetchingEnvironment environment) {
        Object key = rows.key(source);
        if (key == null) {
            return null;
        }
        return isConnection
                ? arguments.connection(environment, key)
                : Connection.nodes(
                        rows, arguments.section(environment), key, new HashMap<>(environment.getArguments()));
    }
}
