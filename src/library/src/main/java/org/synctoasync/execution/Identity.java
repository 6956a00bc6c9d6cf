package org.synctoasync.execution;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The user for whom a request is executed. It is stored under this class in the request's {@code GraphQLContext}. An
 * application that logs users in itself, or that executes operations without HTTP, puts its own implementation there.
 *
 * <p><b>Threading:</b> called on any thread that works for the request.
 */
public interface Identity {
    /** The identity of a user that has not logged in. */
    Identity NOBODY = new Identity() {
        @Override
        public boolean isAuthenticated() {
            return false;
        }

        @Override
        public boolean isInRole(String role) {
            return false;
        }
    };

    /**
     * Captures the user of the calling thread, so that other threads can check the user's roles.
     *
     * @param authenticated whether the user has logged in
     * @param roles the roles that will be checked; whether the user has them is determined now
     * @param isInRole checks whether the user has a role; called later for other roles only
     */
    static Identity taken(boolean authenticated, Set<String> roles, Predicate<String> isInRole) {
        Set<String> had = roles.stream().filter(isInRole).collect(Collectors.toUnmodifiableSet());
        return new Identity() {
            @Override
            public boolean isAuthenticated() {
                return authenticated;
            }

            @Override
            public boolean isInRole(String role) {
                return roles.contains(role) ? had.contains(role) : isInRole.test(role);
            }
        };
    }

    /** Whether the user has logged in. */
    boolean isAuthenticated();

    /** Whether the user has a role. */
    boolean isInRole(String role);
}
