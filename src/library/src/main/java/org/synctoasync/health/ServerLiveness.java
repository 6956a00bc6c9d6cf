package org.synctoasync.health;

import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Reports to MicroProfile Health whether the application is live. It is a bean only if the server has MicroProfile
 * Health; see {@link HealthExtension}.
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

    /** Returns one response for all checks, whose data contains each check. */
    static HealthCheckResponse answer(Report report) {
        var answer = HealthCheckResponse.named(NAME).status(report.isUp());
        for (Report.Check check : report.checks()) {
            answer.withData(check.name(), check.isUp() ? "UP" : "DOWN");
            check.data().forEach((name, number) -> answer.withData(check.name() + "." + name, number));
        }
        return answer.build();
    }
}
