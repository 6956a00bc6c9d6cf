package org.synctoasync.health;

import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Tells MicroProfile Health whether the application lives. A bean only where the server has that, see {@link HealthExtension}.
 *
 * <p><b>Threading:</b> called on the server's threads.
 */
@Liveness
class ServerLiveness implements HealthCheck {
    static final String NAME = "sync-to-async";

    @Inject
    private HealthExtension extension;

    @Override
    public HealthCheckResponse call() {
        return answer(extension.health().live());
    }

    /** One answer for all checks, which are told one by one in its data. */
    static HealthCheckResponse answer(Report report) {
        var answer = HealthCheckResponse.named(NAME).status(report.isUp());
        for (Report.Check check : report.checks()) {
            answer.withData(check.name(), check.isUp() ? "UP" : "DOWN");
            check.data().forEach((name, number) -> answer.withData(check.name() + "." + name, number));
        }
        return answer.build();
    }
}
