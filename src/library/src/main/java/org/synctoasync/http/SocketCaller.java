package org.synctoasync.http;

import graphql.kickstart.execution.context.GraphQLKickstartContext;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.synctoasync.execution.Identity;
import org.synctoasync.execution.Origin;

/**
 * Who asks for an operation over a socket.
 *
 * @param context has the application make the context of the operation
 * @param init what the client has said in {@code connection_init}
 */
record SocketCaller(
        Origin origin,
        Identity identity,
        Supplier<GraphQLKickstartContext> context,
        Locale locale,
        Map<String, Object> init) {}
