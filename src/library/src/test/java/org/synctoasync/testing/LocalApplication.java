package org.synctoasync.testing;

import graphql.ExecutionResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.synctoasync.cdi.DeploymentListener;
import org.synctoasync.cdi.RequestIdentities;
import org.synctoasync.cdi.ResolverCaller;
import org.synctoasync.cdi.ResolverExtension;
import org.synctoasync.cdi.SyncToAsyncInterceptor;
import org.synctoasync.execution.Lanes;
import org.synctoasync.execution.Limits;
import org.synctoasync.execution.RecordedUnitOfWork;
import org.synctoasync.execution.UnitOfWork;
import org.synctoasync.graphql.Engine;

/**
 * The application deployed in this JVM: the real extension, interceptor, engine and lanes in Weld, with a schema passed
 * as text, loaders over values in memory, and threads whose release is checked. Behaviour that needs a server is tested
 * on servers.
 *
 * <pre>
 *   try (LocalApplication application = LocalApplication.with(MyResolvers.class).deploy("type Query { ... }")) {
 *       application.execute("{ ... }");
 *   }
 * </pre>
 */
public final class LocalApplication implements AutoCloseable {
    private final WeldContainer container;

    private LocalApplication(WeldContainer container) {
        this.container = container;
    }

    /** Starts a builder with the application's own beans. */
    public static Builder with(Class<?>... beans) {
        return new Builder(beans);
    }

    /** Executes an operation and waits for its response. */
    public ExecutionResult execute(String query) throws Exception {
        return get(Engine.class).execute(query).get(20, TimeUnit.SECONDS);
    }

    /** Executes an operation that must not fail, and returns its data. */
    public Map<String, Object> data(String query) throws Exception {
        ExecutionResult result = execute(query);
        if (!result.getErrors().isEmpty()) {
            throw new AssertionError("unexpected errors: " + result.getErrors());
        }
        return result.getData();
    }

    /** Moves the lanes' clock and lets the lanes check it. */
    public void pass(Duration time) {
        get(Threads.class).pass(time);
        get(Lanes.class).tick();
    }

    /**
     * Waits until all earlier tasks of the lanes' threads are done. Must be called by a lane, which keeps its own
     * thread.
     */
    public void drainThreads() {
        CyclicBarrier allAtOnce = new CyclicBarrier(Threads.LANES);
        for (int i = 1; i < Threads.LANES; i++) {
            get(Lanes.class).beside().execute(() -> meet(allAtOnce));
        }
        meet(allAtOnce);
    }

    private static void meet(CyclicBarrier others) {
        try {
            others.await(20, TimeUnit.SECONDS);
        } catch (Exception alone) {
            throw new AssertionError(alone);
        }
    }

    /** The lanes' counts since the start. */
    public Lanes.Counts counts() {
        return get(Lanes.class).counts();
    }

    /** The batches that loaders have sent, each with its keys, such as {@code Book[1, 2]}. */
    public List<String> batches() {
        return get(MemoryModels.class).batches();
    }

    /** Returns a bean. */
    public <T> T get(Class<T> bean) {
        return container.select(bean).get();
    }

    /** Undeploys, and fails if a lane's thread or a unit of work is left. */
    @Override
    public void close() {
        get(Threads.class).close();
        RecordedUnitOfWork work = get(RecordedUnitOfWork.class);
        container.shutdown();
        if (work.open() != 0) {
            throw new AssertionError(work.open() + " units of work are left open");
        }
    }

    /** Builds an application. */
    public static final class Builder {
        private final List<Class<?>> beans;
        private final Map<String, String> settings = new HashMap<>();
        private Scarcity scarcity;

        private Builder(Class<?>... beans) {
            this.beans = new ArrayList<>(List.of(beans));
        }

        /** Deploys with limits, and with a pool of a given number of connections. */
        public Builder scarce(TestLimits limits, Connections connections) {
            scarcity = new Scarcity(limits.limits(), connections);
            return this;
        }

        /** Sets a setting, as a system property would. */
        public Builder setting(String key, String value) {
            settings.put(key, value);
            return this;
        }

        /**
         * Deploys.
         *
         * @throws IllegalStateException with all faults, if there are any
         */
        public LocalApplication deploy(String schema) {
            beans.addAll(List.of(
                    Engine.class,
                    ResolverCaller.class,
                    DeploymentListener.class,
                    RequestIdentities.class,
                    SyncToAsyncInterceptor.class,
                    Threads.class,
                    MemoryModels.class));
            beans.add(hidden("org.synctoasync.cdi.Producers"));
            beans.add(hidden("org.synctoasync.graphql.EngineAssembly"));
            beans.add(hidden("org.synctoasync.graphql.LoaderProducer"));
            WeldContainer container = new Weld()
                    .disableDiscovery()
                    .beanClasses(beans.toArray(Class[]::new))
                    .extensions(new ResolverExtension())
                    .initialize();
            settings.forEach(System::setProperty);
            try {
                LocalApplication application = new LocalApplication(container);
                if (scarcity != null) {
                    application.get(Threads.class).bound(scarcity);
                    application.get(MemoryModels.class).beforeLoading(scarcity.connections()::use);
                }
                return check(application, schema);
            } finally {
                settings.keySet().forEach(System::clearProperty);
            }
        }

        private static LocalApplication check(LocalApplication application, String schema) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(new SchemaLoader(before, schema));
            try {
                application.get(DeploymentListener.class).contextInitialized(null);
                return application;
            } catch (RuntimeException faulty) {
                application.container.shutdown();
                throw faulty;
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        private static Class<?> hidden(String name) {
            try {
                return Class.forName(name);
            } catch (ClassNotFoundException renamed) {
                throw new IllegalStateException(renamed);
            }
        }
    }

    private record Scarcity(Limits limits, Connections connections) {}

    /** The threads that a server would provide. */
    @ApplicationScoped
    static class Threads {
        private static final int LANES = 4;

        private final AtomicLong ahead = new AtomicLong();
        private ExecutorService lanes = Executors.newFixedThreadPool(LANES);
        private ExecutorService parallel = Executors.newFixedThreadPool(4);
        private Scarcity scarcity;
        private final RecordedUnitOfWork work = new RecordedUnitOfWork();

        @Produces
        @Singleton
        Lanes lanes(UnitOfWork unitOfWork, ResolverExtension extension) {
            return new Lanes(
                    new org.synctoasync.execution.Threads(
                            lanes,
                            parallel,
                            new org.synctoasync.execution.Threads.Reserve(lanes, lanes, lanes),
                            () -> Runnable::run,
                            scarcity == null
                                    ? unitOfWork
                                    : scarcity.connections().around(unitOfWork),
                            extension.carriers()),
                    scarcity == null ? TestLimits.wide() : scarcity.limits(),
                    () -> System.nanoTime() + ahead.get());
        }

        @Produces
        @Singleton
        RecordedUnitOfWork work() {
            return work;
        }

        void bound(Scarcity by) {
            close();
            scarcity = by;
            lanes = Executors.newCachedThreadPool();
            parallel = Executors.newCachedThreadPool();
        }

        void pass(Duration time) {
            ahead.addAndGet(time.toNanos());
        }

        void close() {
            end(lanes);
            end(parallel);
        }

        private static void end(ExecutorService threads) {
            threads.shutdown();
            try {
                if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                    throw new AssertionError("a lane or a parallel task has not ended");
                }
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    /** Serves a text as {@code schema.graphqls}. */
    private static final class SchemaLoader extends ClassLoader {
        private final String schema;

        SchemaLoader(ClassLoader parent, String schema) {
            super(parent);
            this.schema = schema;
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            return name.equals("schema.graphqls")
                    ? new ByteArrayInputStream(schema.getBytes(StandardCharsets.UTF_8))
                    : super.getResourceAsStream(name);
        }
    }
}
