package org.synctoasync.graphql.paging;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a field from rows.
 *
 * <p><b>Threading:</b> called on the lane's thread. Immutable.
 */
final class PagedFetcher implements DataFetcher<@Nullable Object> {
    private final List<PagedField> fields;
    private final boolean isRoot;
    private final DataFetcher<?> property;

    /**
     * Makes a fetcher.
     *
     * @param fields the field, for each entity that its type represents
     * @param isRoot whether the field has no owner
     * @param property fetches the field from any other object
     */
    PagedFetcher(List<PagedField> fields, boolean isRoot, DataFetcher<?> property) {
        this.fields = List.copyOf(fields);
        this.isRoot = isRoot;
        this.property = property;
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
        Object source = environment.getSource();
        for (PagedField field : fields) {
            if (isRoot || source != null && field.rows().isOf(source)) {
                return field.fetch(isRoot ? null : source, environment);
            }
        }
        return property.get(environment);
    }
}
