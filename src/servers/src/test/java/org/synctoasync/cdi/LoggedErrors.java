package org.synctoasync.cdi;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Collects the records of the engine's log while it is open. */
final class LoggedErrors extends Handler implements AutoCloseable {
    private final Logger log = Logger.getLogger("org.synctoasync.graphql.error.InternalErrors");
    private final List<Throwable> thrown = new CopyOnWriteArrayList<>();

    LoggedErrors() {
        log.addHandler(this);
    }

    List<Throwable> thrown() {
        return new ArrayList<>(thrown);
    }

    @Override
    public void publish(LogRecord logged) {
        thrown.add(logged.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        log.removeHandler(this);
    }
}
