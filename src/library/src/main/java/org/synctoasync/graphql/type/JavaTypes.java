package org.synctoasync.graphql.type;

import java.lang.invoke.MethodType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.dataloader.Try;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Looks into generic Java types. */
public final class JavaTypes {
    private JavaTypes() {}

    /** The class of a type, primitives wrapped; null where the type leaves it open. */
    public static @Nullable Class<?> classOf(Type type) {
        if (type instanceof Class<?> known) {
            return MethodType.methodType(known).wrap().returnType();
        }
        if (type instanceof ParameterizedType generic) {
            return classOf(generic.getRawType());
        }
        if (type instanceof WildcardType wildcard) {
            return classOf(wildcard.getUpperBounds()[0]);
        }
        return null;
    }

    /** What is delivered in the end: the {@code T} of a stage, a publisher, a {@code Try<T>} or an {@code Optional<T>}. */
    public static Type delivered(Type type) {
        Class<?> known = classOf(type);
        boolean wraps = known != null
                && (CompletionStage.class.isAssignableFrom(known)
                        || known == Optional.class
                        || known == Try.class
                        || known == Flow.Publisher.class
                        || known == Publisher.class);
        return wraps ? delivered(argument(type)) : type;
    }

    /** Whether a stage is inside of what is delivered, where nobody waits for it. */
    public static boolean hidesStage(Type returned) {
        Type inside = isStage(returned) ? argument(returned) : returned;
        return isStage(inside)
                || (inside instanceof ParameterizedType generic
                        && Stream.of(generic.getActualTypeArguments()).anyMatch(JavaTypes::holdsStage))
                || (inside instanceof GenericArrayType array && holdsStage(array.getGenericComponentType()))
                || (inside instanceof Class<?> known && known.isArray() && holdsStage(known.getComponentType()));
    }

    /** Whether a type is that of a stage, or of what has one inside. */
    public static boolean holdsStage(Type type) {
        return isStage(type) || hidesStage(type);
    }

    /** Whether a value of a declared type may be a stage, although the type does not say so: {@code Object}, for one. */
    public static boolean mayBeStage(Class<?> declared) {
        return declared.isAssignableFrom(CompletableFuture.class);
    }

    /** Whether a type is that of a publisher. */
    public static boolean isPublisher(Type type) {
        Class<?> known = classOf(type);
        return known != null
                && (Flow.Publisher.class.isAssignableFrom(known) || Publisher.class.isAssignableFrom(known));
    }

    /** Whether a type is that of a stage. */
    public static boolean isStage(Type type) {
        Class<?> known = classOf(type);
        return known != null && CompletionStage.class.isAssignableFrom(known);
    }

    /** The type of the elements of a list, an array, a stream or an iterator; null where it is none of these. */
    public static @Nullable Type element(Type type) {
        if (type instanceof GenericArrayType array) {
            return array.getGenericComponentType();
        }
        Class<?> known = classOf(type);
        if (known == null || known.isArray()) {
            return known == null ? null : known.getComponentType();
        }
        boolean many =
                Stream.of(Iterable.class, Stream.class, Iterator.class).anyMatch(kind -> kind.isAssignableFrom(known));
        return many ? argument(type) : null;
    }

    /** The first type argument of a type; {@code Object} where it has none. */
    public static Type argument(Type type) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : Object.class;
    }
}
