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
 * Who may read a field, as {@link RolesAllowed}, {@link PermitAll} and {@link DenyAll} say it.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param everyone whether everyone may
 * @param roles those of whom one is enough; {@code **} is whoever has logged in
 */
public record Access(boolean everyone, Set<String> roles) {
    /** For everyone. */
    public static final Access EVERYONE = new Access(true, Set.of());

    /** For nobody. */
    public static final Access NOBODY = new Access(false, Set.of());

    /** The role of whoever has logged in (Servlet 6.0, section 13.3). */
    public static final String LOGGED_IN = "**";

    /** Where annotations are read from. */
    public interface Annotations {
        /** The annotation of a type; null if there is none. */
        <A extends Annotation> @Nullable A get(Class<A> type);
    }

    /**
     * What a method says, or else the class that declares it, or else the class of its object and those which that extends.
     *
     * @param type the class of the object
     * @param faults takes the fault of what contradicts itself, which is for nobody
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

    /** What a class says, or else the nearest of those that it extends. */
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
     * What one place says; null if it says nothing.
     *
     * @param place in the words of a message
     * @param faults takes the fault of what contradicts itself, which is for nobody
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
