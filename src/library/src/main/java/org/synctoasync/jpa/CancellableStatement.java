package org.synctoasync.jpa;

import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Lane;

/**
 * A statement that is cancelled in the database when its request ends early. Each execution is counted for its request.
 *
 * <p><b>Threading:</b> used by one thread at a time, except that another thread may cancel it during an execution.
 */
final class CancellableStatement extends JdbcProxy {
    private static final System.Logger LOG = System.getLogger(CancellableStatement.class.getName());

    private final Statement original;
    private final String prepared;

    /**
     * Wraps a statement.
     *
     * @param prepared its text; empty if each execution has its own text
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

    /** Returns the text in a call's arguments, or {@code otherwise} if they contain no text. */
    static String text(String otherwise, @Nullable Object @Nullable [] arguments) {
        return arguments != null && arguments.length > 0 && arguments[0] instanceof String sql ? sql : otherwise;
    }

    private void cancel() {
        try {
            original.cancel();
        } catch (SQLException ended) { // it has ended, or the driver cannot cancel it; then its end is awaited
            LOG.log(Level.DEBUG, "A statement could not be cancelled", ended);
        }
    }
}
