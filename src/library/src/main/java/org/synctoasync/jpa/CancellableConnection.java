package org.synctoasync.jpa;

import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A connection that makes each of its statements a {@link CancellableStatement}.
 *
 * <p><b>Threading:</b> the same as for the wrapped connection: used by one thread at a time.
 */
final class CancellableConnection extends JdbcProxy {
    private CancellableConnection(Connection original) {
        super(original);
    }

    static Connection of(Connection original) {
        return new CancellableConnection(original).as(Connection.class);
    }

    @Override
    @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Exception {
        Object result = super.call(method, arguments);
        return result instanceof Statement made
                ? cancellable(
                        new CancellableStatement(made, CancellableStatement.text("", arguments)),
                        method.getReturnType())
                : result;
    }

    private static Object cancellable(CancellableStatement statement, Class<?> declared) {
        if (declared == PreparedStatement.class) {
            return statement.as(PreparedStatement.class);
        }
        return declared == CallableStatement.class
                ? statement.as(CallableStatement.class)
                : statement.as(Statement.class);
    }
}
