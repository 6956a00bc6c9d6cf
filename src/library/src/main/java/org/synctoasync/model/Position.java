package org.synctoasync.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in an order of rows, whether or not there still is a row.
 *
 * @param cursor its cursor, as it would be made today
 * @param values what the order compares, the id last; null where the row had none
 */
public record Position(String cursor, List<@Nullable Object> values) {
    /** Copies the values. */
    public Position {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
