package org.synctoasync.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.synctoasync.execution.ContextCarrier;

/**
 * Carries the log's diagnostic context (SLF4J's MDC).
 *
 * <p><b>Threading:</b> stateless; may be used by any thread.
 */
@ApplicationScoped
public class LogContextCarrier implements ContextCarrier {
    @Override
    public Captured capture() {
        @Nullable Map<String, String> of = MDC.getCopyOfContextMap();
        return () -> {
            @Nullable Map<String, String> before = MDC.getCopyOfContextMap();
            set(of);
            return () -> set(before);
        };
    }

    private static void set(@Nullable Map<String, String> context) {
        if (context == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(context);
        }
    }
}
