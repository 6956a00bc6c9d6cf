package org.synctoasync.documentation.login;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.openid.OpenIdContext;
import org.synctoasync.resolver.Query;

@ApplicationScoped
public class OpenIdAccount {
    @Inject
    private OpenIdContext openId;

    /** A claim that the provider makes of the user. */
    @Query
    @RolesAllowed("**")
    public String fullName() {
        return openId.getClaims().getName().orElse("");
    }
}
