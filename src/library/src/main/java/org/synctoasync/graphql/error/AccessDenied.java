package org.synctoasync.graphql.error;

import org.synctoasync.execution.Identity;
import org.synctoasync.model.Access;

/** Thrown when the user may not read a field. */
public final class AccessDenied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    private AccessDenied(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /**
     * Checks that the user may read a field.
     *
     * @throws AccessDenied if the user may not read it
     */
    public static void unlessAllowed(Access access, Identity user) {
        if (access.everyone() || access.roles().stream().anyMatch(role -> has(user, role))) {
            return;
        }
        throw user.isAuthenticated() || access.roles().isEmpty()
                ? new AccessDenied(ErrorCodes.FORBIDDEN, "You may not read this field")
                : new AccessDenied(ErrorCodes.UNAUTHENTICATED, "Log in to read this field");
    }

    private static boolean has(Identity user, String role) {
        return role.equals(Access.LOGGED_IN) ? user.isAuthenticated() : user.isInRole(role);
    }

    String code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
