package org.synctoasync.http.execute;

import graphql.kickstart.execution.context.GraphQLKickstartContext;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.synctoasync.execution.Identity;
import org.synctoasync.execution.RequestContext;

/**
 * The client that requests an operation over a socket.
 *
 * @param context makes the application's context of the operation
 * @param init the payload of {@code connection_init}
 */
public record SocketCaller(
        RequestContext origin,
        Identity identity,
        Supplier<GraphQLKickstartContext> context,
        Locale locale,
        Map<String, Object> init) {}
