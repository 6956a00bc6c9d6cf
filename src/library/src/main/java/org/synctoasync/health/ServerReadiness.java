package org.synctoasync.health;

import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Reports to MicroProfile Health whether the application is ready. It is a bean only if the server has MicroProfile
 * Health; see {@link HealthExtension}.
 *
 * <p><b>Threading:</b> called on the server's threads.
 */
@Readiness
class ServerReadiness implements HealthCheck {
    @Inject
    private HealthExtension extension;

    @Override
    public HealthCheckResponse call() {
        try {
            return ServerLiveness.answer(extension.health().ready());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return HealthCheckResponse.down(ServerLiveness.NAME);
        }
    }
}
