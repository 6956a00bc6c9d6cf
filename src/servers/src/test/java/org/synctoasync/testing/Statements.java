package org.synctoasync.testing;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.persistence.internal.databaseaccess.DatabaseCall;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;
import org.synctoasync.execution.Lanes;
import org.synctoasync.execution.Statistics;

/**
 * The SQL statements of the application, one entry each time that a statement is sent, and the application's open
 * persistence contexts.
 */
@ApplicationScoped
public class Statements {
    private final Queue<Statement> sent = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Statistics> ended = new LinkedBlockingQueue<>();
    private final AtomicInteger contexts = new AtomicInteger();

    @Inject
    private Lanes lanes;

    @PersistenceContext
    private EntityManager entities;

    /**
     * A sent statement.
     *
     * @param sql its text, in upper case
     * @param thread the thread that sent it
     */
    public record Statement(String sql, String thread) {}

    @PostConstruct
    void listen() {
        lanes.observe(ended::add);
        entities.getEntityManagerFactory()
                .unwrap(DatabaseSession.class)
                .getEventManager()
                .addListener(new SessionEventAdapter() {
                    @Override
                    public void preExecuteCall(SessionEvent event) {
                        String sql = ((DatabaseCall) event.getCall()).getSQLString();
                        sent.add(new Statement(
                                sql.toUpperCase(Locale.ROOT),
                                Thread.currentThread().getName()));
                    }

                    @Override
                    public void postAcquireUnitOfWork(SessionEvent event) {
                        contexts.incrementAndGet();
                    }

                    @Override
                    public void postReleaseUnitOfWork(SessionEvent event) {
                        contexts.decrementAndGet();
                    }
                });
    }

    /** Runs a task and returns all statements that any thread sends meanwhile. */
    public List<Statement> during(Callable<?> task) throws Exception {
        sent.clear();
        task.call();
        return List.copyOf(sent);
    }

    /**
     * Runs a task with one operation and returns the number of statements of each field's resolver and of each loader,
     * in the order of their first statements.
     */
    public Map<String, Integer> byField(Callable<?> task) throws Exception {
        Eventually.holds("lanes running", lanes::running, 0); // otherwise an earlier operation could still report
        ended.clear();
        task.call();
        Map<String, Integer> counts = new LinkedHashMap<>();
        ended.poll(10, TimeUnit.SECONDS).sent().stream()
                .filter(statement -> statement.field() != null)
                .forEach(statement -> counts.merge(statement.field(), 1, Integer::sum));
        return counts;
    }

    /** The number of open persistence contexts. */
    int openContexts() {
        return contexts.get();
    }
}
