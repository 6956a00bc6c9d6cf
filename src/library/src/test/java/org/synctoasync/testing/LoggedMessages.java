package org.synctoasync.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Records the log of one class while it is open. */
public final class LoggedMessages extends Handler implements AutoCloseable {
    private final Logger log;
    private final List<String> messages = new CopyOnWriteArrayList<>();

    private LoggedMessages(Logger log) {
        this.log = log;
    }

    /** Starts to record. */
    public static LoggedMessages of(Class<?> logging) {
        LoggedMessages messages = new LoggedMessages(Logger.getLogger(logging.getName()));
        messages.log.addHandler(messages);
        messages.log.setLevel(Level.ALL);
        return messages;
    }

    /** The messages that have been logged since then. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void publish(LogRecord logged) {
        messages.add(logged.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        log.removeHandler(this);
        log.setLevel(null);
    }
}
