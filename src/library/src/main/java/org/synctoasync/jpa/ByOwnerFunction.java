package org.synctoasync.jpa;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.synctoasync.model.LoadFunction;

/**
 * Loads the values of one attribute for many entities, by one statement whose rows begin with the entity's id.
 *
 * <p><b>Threading:</b> immutable; {@link #load} blocks and belongs on a lane, in its transaction.
 */
final class ByOwnerFunction implements LoadFunction<Object, Object> {
    private final String name;
    private final EntityKey key;
    private final boolean isMany;
    private final KeyQuery query;

    /**
     * Creates a function.
     *
     * @param name the attribute, for example {@code Author.books}
     * @param key the id of the entity that has the attribute
     * @param isMany whether the attribute is a collection
     * @param query reads the rows
     */
    ByOwnerFunction(String name, EntityKey key, boolean isMany, KeyQuery query) {
        this.name = name;
        this.key = key;
        this.isMany = isMany;
        this.query = query;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    @SuppressWarnings("unchecked") // EntityKey creates the keys with this class
    public Class<Object> keyType() {
        return (Class<Object>) key.type();
    }

    @Override
    public List<@Nullable Object> load(List<Object> keys) {
        Map<Object, List<@Nullable Object>> found = new LinkedHashMap<>();
        List<Object> ids = keys.stream().map(key::internal).toList();
        ids.forEach(id -> found.put(id, new ArrayList<>()));
        for (Object row : query.rows(ids)) {
            @Nullable Object[] columns = (Object[]) row;
            Objects.requireNonNull(found.get(key.ofRow(columns))).add(columns[columns.length - 1]);
        }
        return ids.stream()
                .<@Nullable Object>map(id -> value(Objects.requireNonNull(found.get(id))))
                .toList();
    }

    private @Nullable Object value(List<@Nullable Object> values) {
        if (isMany) {
            return values;
        }
        return values.isEmpty() ? null : values.get(0);
    }
}
