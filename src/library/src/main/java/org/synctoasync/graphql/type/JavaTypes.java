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

/** Analyses generic Java types. */
public final class JavaTypes {
    private JavaTypes() {}

    /** The class of a type, with primitives wrapped; null if the type does not determine a class. */
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

    /**
     * The type that is finally delivered: the {@code T} of a stage, a publisher, a {@code Try<T>} or an
     * {@code Optional<T>}.
     */
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

    /** Whether a stage is nested inside the delivered value, where nothing waits for it. */
    public static boolean hidesStage(Type returned) {
        Type inside = isStage(returned) ? argument(returned) : returned;
        return isStage(inside)
                || (inside instanceof ParameterizedType generic
                        && Stream.of(generic.getActualTypeArguments()).anyMatch(JavaTypes::holdsStage))
                || (inside instanceof GenericArrayType array && holdsStage(array.getGenericComponentType()))
                || (inside instanceof Class<?> known && known.isArray() && holdsStage(known.getComponentType()));
    }

    /** Whether a type is a stage or contains one. */
    public static boolean holdsStage(Type type) {
        return isStage(type) || hidesStage(type);
    }

    /**
     * Whether a value of a declared type may be a stage although the type does not say so, for example {@code Object}.
     */
    public static boolean mayBeStage(Class<?> declared) {
        return declared.isAssignableFrom(CompletableFuture.class);
    }

    /** Whether a type is a publisher. */
    public static boolean isPublisher(Type type) {
        Class<?> known = classOf(type);
        return known != null
                && (Flow.Publisher.class.isAssignableFrom(known) || Publisher.class.isAssignableFrom(known));
    }

    /** Whether a type is a stage. */
    public static boolean isStage(Type type) {
        Class<?> known = classOf(type);
        return known != null && CompletionStage.class.isAssignableFrom(known);
    }

    /** The element type of a list, an array, a stream or an iterator; null for any other type. */
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

    /** The first type argument of a type; {@code Object} if there is none. */
    public static Type argument(Type type) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : Object.class;
    }
}
