package org.synctoasync.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Identities;
import org.synctoasync.execution.Identity;
import org.synctoasync.model.Access;

/**
 * Provides the user of the HTTP request that the calling thread serves, or {@link Identity#NOBODY} if it serves no
 * request.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
@ApplicationScoped
public class RequestIdentities implements Identities {
    @Inject
    private Instance<HttpServletRequest> requests;

    private @Nullable ServletContext application;

    void deployed(@Observes ServletContext context) {
        application = context;
    }

    /**
     * Declares the roles except {@code **}. A declared {@code **} is an ordinary role (Servlet 6.0, section 13.3): WildFly
     * then rejects every user where {@code web.xml} requires it.
     */
    @Override
    public void declare(Set<String> roles) {
        String[] declared =
                roles.stream().filter(role -> !role.equals(Access.LOGGED_IN)).toArray(String[]::new);
        if (application != null && declared.length > 0) {
            application.declareRoles(declared);
        }
    }

    @Override
    public Identity current(Set<String> roles) {
        if (!requests.isResolvable()) {
            return Identity.NOBODY;
        }
        try {
            HttpServletRequest request = requests.get();
            return Identity.taken(request.getUserPrincipal() != null, roles, request::isUserInRole);
        } catch (ContextNotActiveException | IllegalStateException none) {
            return Identity.NOBODY;
        }
    }
}
