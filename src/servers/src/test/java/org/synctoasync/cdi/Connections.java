package org.synctoasync.cdi;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;

/** Counts the connections that EclipseLink acquires from the server's pool. */
@ApplicationScoped
public class Connections {
    private final AtomicInteger taken = new AtomicInteger();

    @PersistenceContext
    private EntityManager entities;

    @PostConstruct
    void listen() {
        entities.getEntityManagerFactory()
                .unwrap(DatabaseSession.class)
                .getEventManager()
                .addListener(new SessionEventAdapter() {
                    @Override
                    public void postAcquireConnection(SessionEvent event) {
                        taken.incrementAndGet();
                    }
                });
    }

    public int taken() {
        return taken.get();
    }
}
