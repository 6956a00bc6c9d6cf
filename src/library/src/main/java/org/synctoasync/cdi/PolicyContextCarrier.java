package org.synctoasync.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.jacc.PolicyContext;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.ContextCarrier;

/**
 * Carries the context in which roles are granted (Jakarta Authorization). Without it, Payara knows the user but not the
 * user's roles.
 *
 * <p><b>Threading:</b> stateless; may be used by any thread.
 */
@ApplicationScoped
public class PolicyContextCarrier implements ContextCarrier {
    @Override
    public Captured capture() {
        @Nullable String of = PolicyContext.getContextID();
        return () -> {
            @Nullable String before = PolicyContext.getContextID();
            PolicyContext.setContextID(of);
            return () -> PolicyContext.setContextID(before);
        };
    }
}
