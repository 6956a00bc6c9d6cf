package org.synctoasync.http;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.CoercedVariables;
import graphql.kickstart.execution.context.GraphQLKickstartContext;
import graphql.kickstart.servlet.context.DefaultGraphQLServletContextBuilder;
import graphql.kickstart.servlet.core.GraphQLServletListener;
import graphql.language.SourceLocation;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.ContextCarrier;
import org.synctoasync.execution.Lanes;
import org.synctoasync.graphql.error.ErrorMapping;
import org.synctoasync.http.execute.ConnectionInit;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Subscription;

/** An application in which each part can be made to throw once: {@code GET /inject?step=...&kind=...}. */
@ApplicationScoped
public class Injected implements ErrorMapping, ConnectionInit, ContextCarrier {
    static final String SCHEMA = """

            extend type Query {
              injected(size: Int! = 1): String
              raw: Raw
            }

            extend type Subscription {
              injectedEvents: Int
            }

            scalar Raw
            """;

    /** All places that can throw. */
    static final List<String> STEPS = List.of(
            "listener.onRequest",
            "listener.beforeFlush",
            "listener.onSuccess",
            "listener.onFinally",
            "error+listener.onError",
            "context.build",
            "carrier.capture",
            "carrier.restore",
            "carrier.undo",
            "bean.construct",
            "bean.destroy",
            "resolver",
            "error+mapping.map",
            "error+extensions",
            "error+message",
            "error+path",
            "error+specification",
            "scalar",
            "writer",
            "init",
            "source.subscribe",
            "source.request",
            "source.cancel");

    static final Map<String, Supplier<Throwable>> KINDS = Map.of(
            "exception", () -> new IllegalStateException("SELECT secret"),
            "assertion", () -> new AssertionError("SELECT secret"),
            "stack", StackOverflowError::new);

    private static final AtomicReference<String> ARMED = new AtomicReference<>("");
    private static final AtomicInteger BEANS = new AtomicInteger();
    private static final AtomicInteger REQUESTS = new AtomicInteger();
    private static volatile boolean failing;
    private static volatile String kind = "";

    @Inject
    private Scoped scoped;

    /** Throws the requested exception if it was requested for this step. */
    static void at(String step) {
        if (ARMED.compareAndSet(step, "")) {
            Injected.<RuntimeException>raise(KINDS.get(kind).get());
        }
    }

    @SuppressWarnings("unchecked") // throws any type unchecked
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Query
    public String injected(int size) {
        at("resolver");
        if (failing) {
            failing = false;
            throw new Mapped();
        }
        return scoped.text().repeat(size);
    }

    @Query
    public Object raw() {
        return "raw";
    }

    @Subscription
    public Flow.Publisher<Integer> injectedEvents() {
        return subscriber -> {
            at("source.subscribe");
            new StreamResolvers.Counted<Integer>(subscriber) {
                private int count;

                @Override
                void asked() {
                    try {
                        at("source.request");
                    } catch (Throwable thrown) {
                        super.cancel(); // a source that throws has ended
                        throw thrown;
                    }
                    give(++count);
                }

                @Override
                public synchronized void cancel() {
                    super.cancel();
                    at("source.cancel");
                }
            }.start();
        };
    }

    /** An exception with a mapping. */
    static final class Mapped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public @Nullable GraphQLError map(Throwable thrown, GraphqlErrorBuilder<?> error) {
        if (!(thrown instanceof Mapped)) {
            return null;
        }
        at("mapping.map");
        return new Unreadable(error.message("mapped").build());
    }

    private record Unreadable(GraphQLError error) implements GraphQLError {
        @Override
        public String getMessage() {
            at("message");
            return "mapped";
        }

        @Override
        public List<SourceLocation> getLocations() {
            return error.getLocations();
        }

        @Override
        public ErrorClassification getErrorType() {
            return ErrorType.DataFetchingException;
        }

        @Override
        public List<Object> getPath() {
            at("path");
            return error.getPath();
        }

        @Override
        public Map<String, Object> getExtensions() {
            at("extensions");
            return Map.of("code", "MAPPED");
        }

        @Override
        public Map<String, Object> toSpecification() {
            at("specification");
            return GraphQLError.super.toSpecification();
        }
    }

    void wire(@Observes RuntimeWiring.Builder wiring) {
        wiring.scalar(
                GraphQLScalarType.newScalar().name("Raw").coercing(new Raw()).build());
    }

    private static final class Raw implements Coercing<Object, Object> {
        @Override
        public Object serialize(Object value, GraphQLContext context, Locale locale) {
            at("scalar");
            return new Written();
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            return input;
        }

        @Override
        public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            return input;
        }
    }

    /** A value that is read when the response is written. */
    public static final class Written {
        public String getText() {
            at("writer");
            return "fine";
        }
    }

    @Override
    public boolean accepts(Map<String, Object> payload, HandshakeRequest handshake) {
        at("init");
        return true;
    }

    @Override
    public Captured capture() {
        at("carrier.capture");
        return () -> {
            at("carrier.restore");
            return () -> at("carrier.undo");
        };
    }

    /** A request-scoped bean. */
    @RequestScoped
    public static class Scoped {
        @PostConstruct
        void construct() {
            at("bean.construct");
            BEANS.incrementAndGet();
        }

        @PreDestroy
        void destroy() {
            BEANS.decrementAndGet();
            at("bean.destroy");
        }

        public String text() {
            return "x";
        }
    }

    /** Creates contexts. */
    @ApplicationScoped
    public static class Contexts extends DefaultGraphQLServletContextBuilder {
        @Override
        public GraphQLKickstartContext build(HttpServletRequest request, HttpServletResponse response) {
            at("context.build");
            return super.build(request, response);
        }

        @Override
        public GraphQLKickstartContext build(Session session, HandshakeRequest handshake) {
            at("context.build");
            return super.build(session, handshake);
        }
    }

    /** Counts the running requests. */
    @ApplicationScoped
    public static class Listener implements GraphQLServletListener {
        @Override
        public RequestCallback onRequest(HttpServletRequest request, HttpServletResponse response) {
            at("listener.onRequest");
            REQUESTS.incrementAndGet();
            return new RequestCallback() {
                @Override
                public void beforeFlush(HttpServletRequest request, HttpServletResponse response) {
                    at("listener.beforeFlush");
                }

                @Override
                public void onSuccess(HttpServletRequest request, HttpServletResponse response) {
                    at("listener.onSuccess");
                }

                @Override
                public void onError(HttpServletRequest request, HttpServletResponse response, Throwable failure) {
                    at("listener.onError");
                }

                @Override
                public void onFinally(HttpServletRequest request, HttpServletResponse response) {
                    REQUESTS.decrementAndGet();
                    at("listener.onFinally");
                }
            };
        }
    }

    /** Selects the step that throws, and reports everything that ended requests have left behind. */
    @WebServlet("/inject")
    public static class Control extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private static final int THREADS = 8;

        @Inject
        private transient Lanes lanes;

        @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
        private transient TransactionSynchronizationRegistry transactions;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String step = request.getParameter("step");
            if (step == null) {
                response.getWriter().print(left());
                return;
            }
            kind = request.getParameter("kind");
            failing = step.startsWith("error+");
            ARMED.set(step.replace("error+", ""));
        }

        private String left() {
            ARMED.set("");
            failing = false;
            AtomicInteger unclean = new AtomicInteger();
            CountDownLatch all = new CountDownLatch(THREADS);
            for (int i = 0; i < THREADS; i++) {
                lanes.execute(() -> {
                    if (transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION || hasRequest()) {
                        unclean.incrementAndGet();
                    }
                    all.countDown();
                    await(all);
                });
            }
            await(all);
            return "lanes " + lanes.running() + ", waiting " + lanes.waiting() + ", beans " + BEANS.get()
                    + ", requests " + REQUESTS.get() + ", sources " + StreamResolvers.ACTIVE.get()
                    + ", unclean threads " + unclean.get();
        }

        private static boolean hasRequest() {
            try {
                return CDI.current()
                        .getBeanManager()
                        .getContext(RequestScoped.class)
                        .isActive();
            } catch (ContextNotActiveException none) {
                return false;
            }
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
