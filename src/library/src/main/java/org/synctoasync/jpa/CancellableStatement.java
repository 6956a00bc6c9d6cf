package org.synctoasync.jpa;

import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Lane;

/**
 * A statement that the database is told to give up when the request for which it runs ends early. Each execution is counted
 * for its request.
 *
 * <p><b>Threading:</b> used by one thread at a time, except that another one may cancel while this one executes.
 */
final class CancellableStatement extends JdbcProxy {
    private static final System.Logger LOG = System.getLogger(CancellableStatement.class.getName());

    private final Statement original;
    private final String prepared;

    /**
     * Wraps a statement.
     *
     * @param prepared its text; empty if each execution has its own
     */
    CancellableStatement(Statement original, String prepared) {
        super(original);
        this.original = original;
        this.prepared = prepared;
    }

    @Override
    @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Exception {
        if (!method.getName().startsWith("execute")) {
            return super.call(method, arguments);
        }
        Lane.countStatement(text(prepared, arguments));
        return Lane.<@Nullable Object>cancellable(() -> super.call(method, arguments), this::cancel);
    }

    /** The text in a call's arguments, if it is there, else what is known of it. */
    static String text(String otherwise, @Nullable Object @Nullable [] arguments) {
        return arguments != null && arguments.length > 0 && arguments[0] instanceof String sql ? sql : otherwise;
    }

    private void cancel() {
        try {
            original.cancel();
        } catch (SQLException ended) { // or a driver that cannot; the statement's end is awaited then
            LOG.log(Level.DEBUG, "A statement could not be cancelled", ended);
        }
    }
}
