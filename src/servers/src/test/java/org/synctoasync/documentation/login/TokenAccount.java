package org.synctoasync.documentation.login;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.SyncToAsync;

@ApplicationScoped
public class TokenAccount {
    @Inject
    private JsonWebToken token;

    /** A claim of the token. */
    @Query
    @RolesAllowed("**")
    public String email() {
        return token.getClaim("email");
    }

    /** The same on a parallel thread. */
    @Query
    @RolesAllowed("**")
    @SyncToAsync(threadSensitive = false)
    public String emailInParallel() {
        return token.getClaim("email");
    }
}
