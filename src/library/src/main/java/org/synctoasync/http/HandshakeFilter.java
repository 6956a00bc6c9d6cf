package org.synctoasync.http;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.synctoasync.execution.Lanes;
import org.synctoasync.http.answer.Answer;
import org.synctoasync.http.request.MediaTypes;
import org.synctoasync.http.request.RequestError;
import org.synctoasync.http.socket.Handshake;

/**
 * Accepts or rejects the handshake of a socket before the server's own filter sees it. Also captures the data of the
 * request, because the server does not show the request to the endpoint of a socket.
 *
 * <p><b>Threading:</b> called on the server's threads.
 */
@WebFilter(urlPatterns = "/graphql", asyncSupported = true)
public final class HandshakeFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Instance<HttpServices> door;

    @Inject
    private transient Instance<Lanes> lanes;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isHandshake(request)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            door.get().negotiation().checkHandshake(request);
            door.get().sockets().checkRoom();
        } catch (RequestError refused) {
            refuse(request, response, refused);
            return;
        }
        Set<String> roles = door.get().execution().roles();
        Handshake.<IOException>during(request, lanes.get().origin().detached(), roles, () -> {
            try {
                chain.doFilter(request, response);
            } catch (ServletException failed) {
                throw new IOException(failed);
            }
        });
    }

    private static boolean isHandshake(HttpServletRequest request) {
        String upgrade = request.getHeader("Upgrade");
        return upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket");
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, RequestError refused)
            throws IOException {
        Answer answer = door.get().writer().failure(refused, MediaTypes.JSON);
        answer.announce(request, response);
        response.getOutputStream().write(answer.body());
    }
}
