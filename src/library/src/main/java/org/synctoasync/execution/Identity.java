package org.synctoasync.execution;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Who a request is executed for. Found under this class in the request's {@code GraphQLContext}; an application that logs users in
 * itself, or that executes without HTTP, puts one of its own there.
 *
 * <p><b>Threading:</b> asked on any thread that works for the request.
 */
public interface Identity {
    /** Who has not logged in. */
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
     * Takes from a thread who its user is, so that this can be asked on others.
     *
     * @param authenticated whether the user has logged in
     * @param roles the roles that will be asked for; those of them that the user has are found out now
     * @param isInRole tells whether the user has a role; asked later for other roles only
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
