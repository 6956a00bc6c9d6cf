package org.synctoasync.execution;

import java.util.Set;

/**
 * Provides the calling thread's user, for operations that are executed without HTTP.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
public interface Identities {
    /** Declares at deployment the roles that will be checked. A server may know no other roles. */
    void declare(Set<String> roles);

    /**
     * The calling thread's user.
     *
     * @param roles the roles that will be checked
     */
    Identity current(Set<String> roles);
}
