package org.synctoasync.model;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The access rule of a field, as declared by {@link RolesAllowed}, {@link PermitAll} and {@link DenyAll}.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param everyone whether everyone may read the field
 * @param roles the roles of which a user needs one; {@code **} stands for every logged-in user
 */
public record Access(boolean everyone, Set<String> roles) {
    /** Everyone may read the field. */
    public static final Access EVERYONE = new Access(true, Set.of());

    /** Nobody may read the field. */
    public static final Access NOBODY = new Access(false, Set.of());

    /** The role of every logged-in user (Servlet 6.0, section 13.3). */
    public static final String LOGGED_IN = "**";

    /** A source of annotations. */
    public interface Annotations {
        /** Returns the annotation of a type; null if it has no such annotation. */
        <A extends Annotation> @Nullable A get(Class<A> type);
    }

    /**
     * Returns the access rule of a method. The rule of the method has precedence over the rule of the class that
     * declares it, and this rule over the rule of the object's class or of its nearest superclass with a rule.
     *
     * @param type the class of the object
     * @param faults receives a fault if annotations contradict each other; nobody may then read the field
     */
    public static Access of(Method method, Class<?> type, Consumer<String> faults) {
        Access own = said(method::getAnnotation, Names.of(method), faults);
        Access declared = own == null
                ? said(
                        method.getDeclaringClass()::getAnnotation,
                        method.getDeclaringClass().getSimpleName(),
                        faults)
                : own;
        return declared == null ? of(type, faults) : declared;
    }

    /**
     * Returns the access rule of a class or of its nearest superclass with a rule; everyone may read if no class has a
     * rule.
     */
    public static Access of(Class<?> type, Consumer<String> faults) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            Access said = said(at::getAnnotation, at.getSimpleName(), faults);
            if (said != null) {
                return said;
            }
        }
        return EVERYONE;
    }

    /**
     * Returns the access rule that one place declares; null if it declares no rule.
     *
     * @param place the name of the place in messages
     * @param faults receives a fault if annotations contradict each other; nobody may then read the field
     */
    public static @Nullable Access said(Annotations annotations, String place, Consumer<String> faults) {
        RolesAllowed some = annotations.get(RolesAllowed.class);
        List<String> found = new ArrayList<>();
        if (annotations.get(DenyAll.class) != null) {
            found.add("@DenyAll");
        }
        if (annotations.get(PermitAll.class) != null) {
            found.add("@PermitAll");
        }
        if (some != null) {
            found.add("@RolesAllowed");
        }
        if (found.size() > 1) {
            faults.accept(place + " has " + String.join(" and ", found) + ", which contradict each other; keep one.");
            return NOBODY;
        }
        if (some != null) {
            return new Access(false, Set.copyOf(List.of(some.value())));
        }
        return found.isEmpty() ? null : found.get(0).equals("@PermitAll") ? EVERYONE : NOBODY;
    }
}
