package org.synctoasync.http;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.System.Logger.Level;
import java.util.List;
import org.synctoasync.http.socket.SocketConfigurator;
import org.synctoasync.http.socket.SocketEndpoint;

/**
 * Registers the WebSocket endpoint at the path of the servlet. It uses no annotation, because not all servers find an
 * annotated endpoint in a library.
 *
 * <p><b>Threading:</b> called on the thread that deploys.
 */
@WebListener
public class SocketListener implements ServletContextListener {
    private static final System.Logger LOG = System.getLogger(SocketListener.class.getName());

    @Inject
    private Instance<HttpServices> door;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (event.getServletContext().getAttribute(ServerContainer.class.getName())
                instanceof ServerContainer container) {
            try {
                container.addEndpoint(ServerEndpointConfig.Builder.create(SocketEndpoint.class, "/graphql")
                        .subprotocols(List.of(SocketConfigurator.PROTOCOL))
                        .configurator(new SocketConfigurator(() -> door.get().sockets()))
                        .build());
            } catch (DeploymentException failed) {
                throw new IllegalStateException("The WebSocket at /graphql cannot be opened", failed);
            }
        } else {
            LOG.log(Level.WARNING, "The server opens no WebSockets here; subscriptions are answered by events alone");
        }
    }
}
