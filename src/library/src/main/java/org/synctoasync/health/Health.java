package org.synctoasync.health;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.synctoasync.deployment.ReadinessCheck;
import org.synctoasync.execution.Lanes;

/**
 * Determines whether the application is live and whether it is ready. It is live if the lanes' timer ticks and not all
 * lanes are held by resolvers that do not return. It is ready if it is not being stopped, lanes or places in the queue
 * are free, and all {@link ReadinessCheck}s pass.
 *
 * <p><b>Threading:</b> may be used by any thread; {@link #ready} blocks for a few seconds at most.
 */
@ApplicationScoped
class Health {
    /**
     * The longest time without a tick. The lanes' timer ticks every 50 ms; after this time it is considered stopped.
     */
    static final Duration LONGEST_TICK = Duration.ofSeconds(30);

    private static final Duration LONGEST_CHECK = Duration.ofSeconds(3);

    @Inject
    private Lanes lanes;

    @Inject
    @Any
    private Instance<ReadinessCheck> checks;

    private final List<BoundedCheck> bounded = new ArrayList<>();

    @PostConstruct
    void start() {
        checks.forEach(check -> bounded.add(new BoundedCheck(check, lanes.beside(), LONGEST_CHECK)));
    }

    Report live() {
        return new Report(List.of(LaneChecks.live(lanes)));
    }

    Report ready() throws InterruptedException {
        List<Report.Check> all = new ArrayList<>();
        all.add(LaneChecks.ready(lanes));
        for (BoundedCheck check : bounded) {
            BoundedCheck.Outcome outcome = check.ask();
            boolean isBusy = outcome == BoundedCheck.Outcome.LATE && LaneChecks.areBusy(lanes);
            all.add(new Report.Check(check.name(), outcome == BoundedCheck.Outcome.UP || isBusy, Map.of()));
        }
        return new Report(all);
    }
}
