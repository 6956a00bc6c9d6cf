package org.synctoasync.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A position in an order of rows. The row at the position may no longer exist.
 *
 * @param cursor the cursor of the position, as it would be written now
 * @param values the values that the order compares, the id last; null where the row had no value
 */
public record Position(String cursor, List<@Nullable Object> values) {
    /** Copies the values. */
    public Position {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
