package org.synctoasync.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.synctoasync.execution.ContextCarrier;

/** The application's own context: a thread-local, and a record of the carriers' calls. */
@ApplicationScoped
public class Luggage implements ContextCarrier {
    static final ThreadLocal<String> CARRIED = new ThreadLocal<>();
    static final Queue<String> EVENTS = new ConcurrentLinkedQueue<>();

    @Override
    public Captured capture() {
        String of = CARRIED.get();
        EVENTS.add("capture luggage");
        return () -> {
            String before = CARRIED.get();
            CARRIED.set(of);
            EVENTS.add("restore luggage");
            return () -> {
                CARRIED.set(before);
                EVENTS.add("undo luggage");
            };
        };
    }

    /** A second carrier of this kind. */
    @ApplicationScoped
    public static class Umbrella implements ContextCarrier {
        @Override
        public Captured capture() {
            EVENTS.add("capture umbrella");
            return () -> {
                EVENTS.add("restore umbrella");
                return () -> EVENTS.add("undo umbrella");
            };
        }
    }
}
