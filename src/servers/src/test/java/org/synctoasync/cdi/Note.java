package org.synctoasync.cdi;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A bean of the HTTP request, which a filter fills before the endpoint is called. */
@RequestScoped
public class Note {
    /** The texts of destroyed notes. */
    static final BlockingQueue<String> DESTROYED = new LinkedBlockingQueue<>();

    private volatile String text = "";

    public String text() {
        return text;
    }

    public void write(String words) {
        text = words;
    }

    /** The identity of the instance behind this reference. */
    public int instance() {
        return System.identityHashCode(this);
    }

    @PreDestroy
    void destroy() {
        DESTROYED.add(text);
        text = "destroyed";
    }
}
