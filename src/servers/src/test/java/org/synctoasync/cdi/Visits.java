package org.synctoasync.cdi;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A bean of the HTTP session, shared by its servlets, resolvers and sockets. */
@SessionScoped
public class Visits implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String id = UUID.randomUUID().toString();
    private final AtomicInteger count = new AtomicInteger();

    public int add() {
        return count.incrementAndGet();
    }

    public String id() {
        return id;
    }
}
