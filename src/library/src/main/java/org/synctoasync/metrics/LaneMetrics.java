package org.synctoasync.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.synctoasync.execution.Lanes;
import org.synctoasync.execution.Statistics;
import org.synctoasync.execution.Statistics.Ending;

/**
 * Adds up the cost of each request when it has ended, and reports the number of lanes.
 *
 * <p>Exemplars are off: the metrics library would look for traces on its own thread, which outlives the application.
 *
 * <p><b>Threading:</b> called by many threads; does not block.
 */
final class LaneMetrics implements Consumer<Statistics> {
    private static final double[] SECONDS = {0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};
    private static final double[] KEYS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000};

    private final PrometheusRegistry registry;
    private final Counter requests;
    private final Counter hops;
    private final Counter calls;
    private final Counter parallel;
    private final Counter statements;
    private final Histogram wait;
    private final Histogram lane;
    private final Histogram batches;

    LaneMetrics(PrometheusRegistry registry, Lanes lanes) {
        this.registry = registry;
        requests = counter("requests", "Requests that asked for a lane, by how they ended.", "outcome");
        Stream.of(Ending.values())
                .filter(each -> each != Ending.NONE)
                .forEach(each -> requests.initLabelValues(of(each)));
        hops = counter("hops", "Thread switches: one for each lane and each parallel task.");
        calls = counter("calls", "Resolvers and batches that ran on the threads of lanes.");
        parallel = counter("parallel_tasks", "Resolvers that ran beside their lanes.");
        statements = counter("statements", "Statements sent to the database.");
        wait = seconds("lane_wait", "How long requests waited for a lane.");
        lane = seconds("lane", "How long requests had their lane, and so a thread.");
        batches = histogram("batch_keys", "How many keys the batches of a loader had.", KEYS)
                .labelNames("loader")
                .register(registry);
        gauge("lanes_running", "Lanes that run now.", lanes::running);
        gauge("lanes_max", "Lanes that may run at once.", () -> lanes.limits().lanes());
        gauge("requests_waiting", "Requests that wait for a lane now.", lanes::waiting);
        gauge(
                "requests_waiting_max",
                "Requests that may wait for a lane.",
                () -> lanes.limits().waiting());
    }

    @Override
    public void accept(Statistics request) {
        requests.labelValues(of(request.ending())).inc();
        hops.inc(request.hops());
        calls.inc(request.calls());
        parallel.inc(request.parallel());
        statements.inc(request.statements());
        if (request.ending() != Ending.REFUSED) {
            wait.observe(Unit.nanosToSeconds(request.waitNanos()));
        }
        if (request.hadLane()) {
            lane.observe(Unit.nanosToSeconds(request.laneNanos()));
        }
        request.batches().forEach(batch -> batches.labelValues(batch.loader()).observe(batch.keys()));
    }

    private static String of(Ending ending) {
        return ending.name().toLowerCase(Locale.ROOT);
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder()
                .name(Metrics.PREFIX + name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    private Histogram seconds(String name, String help) {
        return histogram(name, help, SECONDS).unit(Unit.SECONDS).register(registry);
    }

    private static Histogram.Builder histogram(String name, String help, double[] bounds) {
        Histogram.Builder builder = Histogram.builder()
                .name(Metrics.PREFIX + name)
                .help(help)
                .classicOnly()
                .classicUpperBounds(bounds);
        builder.withoutExemplars();
        return builder;
    }

    private void gauge(String name, String help, IntSupplier value) {
        GaugeWithCallback.builder()
                .name(Metrics.PREFIX + name)
                .help(help)
                .callback(callback -> callback.call(value.getAsInt()))
                .register(registry);
    }
}
