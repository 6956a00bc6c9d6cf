package org.synctoasync.execution;

import java.util.Set;

/**
 * Tells who the calling thread's user is, for operations that come without HTTP.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
public interface Identities {
    /** Says at deployment which roles will be asked for: a server may know no others. */
    void declare(Set<String> roles);

    /**
     * The calling thread's user.
     *
     * @param roles the roles that will be asked for
     */
    Identity current(Set<String> roles);
}
