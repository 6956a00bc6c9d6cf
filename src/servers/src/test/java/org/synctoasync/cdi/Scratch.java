package org.synctoasync.cdi;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** A bean of a request that only resolvers use. */
@RequestScoped
public class Scratch {
    private static final AtomicInteger CREATED = new AtomicInteger();
    private static final AtomicInteger DESTROYED = new AtomicInteger();

    private final AtomicInteger uses = new AtomicInteger();

    /** Counts a use of this instance and returns the number of uses so far. */
    public int use() {
        return uses.incrementAndGet();
    }

    static int created() {
        return CREATED.get();
    }

    static int destroyed() {
        return DESTROYED.get();
    }

    @PostConstruct
    void create() {
        CREATED.incrementAndGet();
    }

    @PreDestroy
    void destroy() {
        DESTROYED.incrementAndGet();
    }
}
