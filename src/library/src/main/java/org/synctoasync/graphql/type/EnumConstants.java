package org.synctoasync.graphql.type;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the constants of an enum class that is known only at run time. */
public final class EnumConstants {
    private EnumConstants() {}

    public static Map<String, Object> byName(Class<?> type) {
        return Stream.of(type.getEnumConstants())
                .collect(Collectors.toMap(constant -> ((Enum<?>) constant).name(), Function.<Object>identity()));
    }
}
