package org.synctoasync.cdi;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.synctoasync.deployment.Faults;
import org.synctoasync.deployment.Settings;
import org.synctoasync.model.Access;
import org.synctoasync.model.Names;
import org.synctoasync.model.ResolverMethod;
import org.synctoasync.resolver.Batch;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Subscription;

/**
 * A method of a bean that is annotated as a resolver.
 *
 * <p><b>Threading:</b> confined to the thread that deploys.
 *
 * @param bean the bean
 * @param type the bean's annotated class
 * @param annotated the method
 */
record Declaration(Bean<?> bean, AnnotatedType<?> type, AnnotatedMethod<?> annotated) {
    static boolean isOn(AnnotatedMethod<?> method) {
        return method.isAnnotationPresent(Query.class)
                || method.isAnnotationPresent(Mutation.class)
                || method.isAnnotationPresent(Subscription.class)
                || method.isAnnotationPresent(Field.class)
                || method.isAnnotationPresent(Batch.class);
    }

    Optional<ResolverMethod> resolve(Settings settings, Function<Bean<?>, Object> reference, Faults faults) {
        List<String> coordinates = coordinates();
        String[] parts = coordinates.get(0).split("\\.", -1);
        if (coordinates.size() > 1) {
            faults.add(
                    describe() + " resolves " + String.join(" and ", coordinates) + "; give it one annotation only.");
        } else if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            faults.add(describe() + (annotated.isAnnotationPresent(Batch.class) ? " has @Batch(\"" : " has @Field(\"")
                    + coordinates.get(0) + "\"); expected a type and a field, as Book.author.");
        } else if (!isCallable()) {
            faults.add(describe() + " is private, static or final; a resolver must be a method that a bean's proxy can"
                    + " override.");
        } else {
            method().setAccessible(true); // the class need not be public
            CallModes modes = new CallModes(settings, faults);
            ResolverMethod resolver = new ResolverMethod(
                    parts[0],
                    parts[1],
                    method(),
                    modes.of(annotated, type, describe()),
                    access(faults),
                    reference.apply(bean));
            modes.check(resolver, annotated, type);
            return Optional.of(resolver);
        }
        return Optional.empty();
    }

    /**
     * Like {@link Access#of(Method, Class, java.util.function.Consumer)}, but also reads the annotations that
     * extensions have added to the method and the class.
     */
    private Access access(Faults faults) {
        Access said = Access.said(annotated::getAnnotation, describe(), faults::add);
        if (said == null && method().getDeclaringClass() == type.getJavaClass()) {
            said = Access.said(type::getAnnotation, type.getJavaClass().getSimpleName(), faults::add);
        }
        return said == null ? Access.of(method(), type.getJavaClass(), faults::add) : said;
    }

    private List<String> coordinates() {
        List<String> coordinates = new ArrayList<>();
        Optional.ofNullable(annotated.getAnnotation(Query.class))
                .ifPresent(query -> coordinates.add("Query." + nameOr(query.value())));
        Optional.ofNullable(annotated.getAnnotation(Mutation.class))
                .ifPresent(mutation -> coordinates.add("Mutation." + nameOr(mutation.value())));
        Optional.ofNullable(annotated.getAnnotation(Subscription.class))
                .ifPresent(subscription -> coordinates.add("Subscription." + nameOr(subscription.value())));
        Optional.ofNullable(annotated.getAnnotation(Field.class)).ifPresent(field -> coordinates.add(field.value()));
        Optional.ofNullable(annotated.getAnnotation(Batch.class)).ifPresent(batch -> coordinates.add(batch.value()));
        return coordinates;
    }

    private String nameOr(String name) {
        return name.isEmpty() ? method().getName() : name;
    }

    private boolean isCallable() {
        return (method().getModifiers() & (Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL)) == 0;
    }

    private Method method() {
        return annotated.getJavaMember();
    }

    String describe() {
        return Names.of(method());
    }
}
