package org.synctoasync.http.exchange;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.synctoasync.deployment.DoorSetting;
import org.synctoasync.deployment.Settings;

/**
 * The responses that are being sent in parts.
 *
 * <p><b>Threading:</b> may be used by any thread; {@link #check} by one at a time.
 */
public final class OpenResponses {
    private final Set<PartsWriter> open = ConcurrentHashMap.newKeySet();
    private final Executor threads;
    private final Executor beside;
    private final long interval;
    private volatile boolean closed;
    private long lastBeat = System.nanoTime();

    /**
     * Makes the set of an application's open responses.
     *
     * @param threads gives threads that may do work, unlike the server's threads for input and output
     * @param beside gives threads to the heartbeats of idle responses
     */
    public OpenResponses(Settings settings, Executor threads, Executor beside) {
        this.threads = threads;
        this.beside = beside;
        interval = settings.get(DoorSetting.HEARTBEAT).toNanos();
    }

    Executor threads() {
        return threads;
    }

    public Executor beside() {
        return beside;
    }

    void add(PartsWriter stream) {
        open.add(stream);
        if (closed) {
            end(stream);
        }
    }

    void remove(PartsWriter stream) {
        open.remove(stream);
    }

    /** Sends heartbeats to idle responses; to be called about twice a second. */
    public void check() {
        long now = System.nanoTime();
        if (now - lastBeat >= interval) {
            lastBeat = now;
            open.forEach(stream -> stream.beat(beside));
        }
    }

    /** Ends all open responses, and each one that is added later. */
    public void close() {
        closed = true;
        open.forEach(OpenResponses::end);
    }

    private static void end(PartsWriter stream) {
        stream.fail(new IOException("The application is being stopped"));
    }
}
