package org.synctoasync.graphql.fetch;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synctoasync.graphql.error.Mismatch;
import org.synctoasync.graphql.type.JavaTypes;
import org.synctoasync.model.Names;

/**
 * The parameter and result types of a {@link org.synctoasync.resolver.Batch} method.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param method the method's name, in the words of a message
 * @param key the class of a key, or of an object that the field belongs to
 * @param value the type of a value
 * @param takesSet whether the method takes the keys as a set
 * @param givesMap whether the method returns the values by key
 */
record BatchShape(String method, Class<?> key, Type value, boolean takesSet, boolean givesMap) {
    private static final String EXPECTED =
            "expected Map<K, V> method(Set<K> keys, arguments...) or List<V> method(List<K> keys, arguments...)";

    /**
     * Reads a method's signature.
     *
     * @throws Mismatch if the signature is not one of the expected forms
     */
    static BatchShape of(Method method) throws Mismatch {
        Parameter[] parameters = method.getParameters();
        Type keys = parameters.length == 0 ? void.class : parameters[0].getParameterizedType();
        Type result = method.getGenericReturnType();
        Class<?> key = argumentClass(keys, 0, Set.of(Collection.class, List.class, Set.class));
        boolean takesSet = JavaTypes.classOf(keys) == Set.class;
        boolean givesMap = JavaTypes.classOf(result) == Map.class;
        boolean givesList = JavaTypes.classOf(result) == List.class && !takesSet;
        if (key == null || !(givesMap || givesList) || !(result instanceof ParameterizedType generic)) {
            throw new Mismatch(EXPECTED);
        }
        if (givesMap && argumentClass(result, 0, Set.of(Map.class)) != key) {
            throw new Mismatch("it takes keys of type " + Names.of(key) + " and returns a " + Names.of(result));
        }
        Type value = generic.getActualTypeArguments()[givesMap ? 1 : 0];
        if (JavaTypes.holdsStage(value)) {
            throw new Mismatch("it returns stages, and nobody waits for a stage inside of a value; return the values");
        }
        return new BatchShape(Names.of(method), key, value, takesSet, givesMap);
    }

    /** The keys in the collection that the method takes. */
    Collection<Object> keys(List<Object> keys) {
        return takesSet ? new LinkedHashSet<>(keys) : keys;
    }

    /** The values that the method returned, in the keys' order. */
    List<@Nullable Object> values(@Nullable Object returned, List<Object> keys) {
        if (returned instanceof Map<?, ?> byKey) {
            return keys.stream().<@Nullable Object>map(byKey::get).toList();
        }
        int size = returned instanceof List<?> list ? list.size() : 0;
        if (returned == null || size != keys.size()) {
            throw new IllegalStateException(method + " returned "
                    + (returned == null ? "null" : size + (size == 1 ? " value" : " values")) + " for " + keys.size()
                    + (keys.size() == 1 ? " key" : " keys"));
        }
        return ((List<?>) returned)
                .stream().<@Nullable Object>map(value -> value).toList();
    }

    private static @Nullable Class<?> argumentClass(Type type, int index, Set<Class<?>> raw) {
        return type instanceof ParameterizedType generic && raw.contains(generic.getRawType())
                ? JavaTypes.classOf(generic.getActualTypeArguments()[index])
                : null;
    }
}
