package org.synctoasync.testing;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.persistence.internal.databaseaccess.DatabaseCall;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;

/**
 * The SQL that the application sends, each statement once for each time that it is sent; and what it holds of the
 * database: persistence contexts.
 */
@ApplicationScoped
public class Statements {
    private final Queue<Statement> sent = new ConcurrentLinkedQueue<>();
    private final AtomicInteger contexts = new AtomicInteger();

    @PersistenceContext
    private EntityManager entities;

    /**
     * A statement that was sent.
     *
     * @param sql its text, in upper case
     * @param thread the thread that sent it
     */
    public record Statement(String sql, String thread) {}

    @PostConstruct
    void listen() {
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

    /** What is sent by anyone while a task runs. */
    public List<Statement> during(Callable<?> task) throws Exception {
        sent.clear();
        task.call();
        return List.copyOf(sent);
    }

    /** How many persistence contexts are open. */
    int openContexts() {
        return contexts.get();
    }
}
