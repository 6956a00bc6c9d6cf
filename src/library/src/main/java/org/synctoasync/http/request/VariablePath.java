package org.synctoasync.http.request;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The place of a file among the variables of a request: {@code variables.covers.0}, or {@code 1.variables.cover} in an
 * array of requests.
 *
 * <p><b>Threading:</b> immutable.
 */
final class VariablePath {
    private static final RequestError WRONG =
            RequestError.malformed("A path in 'map' is none to a variable, or one in a variable, that is null");

    private final String[] names;

    private VariablePath(String[] names) {
        this.names = names;
    }

    /** Parses a path. */
    static VariablePath of(@Nullable Object path, boolean inArray) throws RequestError {
        String[] names = path instanceof String text ? text.split("\\.", -1) : new String[0];
        int variables = inArray ? 1 : 0;
        if (names.length < variables + 2 || !names[variables].equals("variables")) {
            throw WRONG;
        }
        return new VariablePath(names);
    }

    /** Replaces the null at this path by a value. */
    void put(@Nullable Object into, Object value) throws RequestError {
        Object holder = into;
        for (int i = 0; i < names.length - 1; i++) {
            holder = at(holder, names[i]);
        }
        String last = names[names.length - 1];
        if (at(holder, last) != null) {
            throw WRONG;
        }
        set(holder, last, value);
    }

    private static @Nullable Object at(@Nullable Object holder, String name) throws RequestError {
        if (holder instanceof List<?> list) {
            return list.get(index(list, name));
        }
        if (holder instanceof Map<?, ?> map && map.containsKey(name)) {
            return map.get(name);
        }
        throw WRONG;
    }

    @SuppressWarnings("unchecked") // JSON's containers take any value
    private static void set(@Nullable Object holder, String name, Object value) throws RequestError {
        if (holder instanceof List<?> list) {
            ((List<Object>) list).set(index(list, name), value);
        } else if (holder instanceof Map<?, ?> map) {
            ((Map<String, Object>) map).put(name, value);
        }
    }

    private static int index(List<?> list, String name) throws RequestError {
        try {
            return Objects.checkIndex(Integer.parseInt(name), list.size());
        } catch (NumberFormatException | IndexOutOfBoundsException none) {
            throw WRONG;
        }
    }
}
