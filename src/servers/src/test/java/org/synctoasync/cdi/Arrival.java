package org.synctoasync.cdi;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.slf4j.MDC;

/**
 * Sets the context of the request's thread as an application's filter does. Removes it when the endpoint has returned.
 */
@WebFilter(urlPatterns = "/graphql", asyncSupported = true)
public class Arrival extends HttpFilter {
    static final String HEADER = "X-Note";

    /** Receives a permit each time the endpoint has returned. */
    static final Semaphore RETURNED = new Semaphore(0);

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Note note;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String text = Objects.requireNonNullElse(request.getHeader(HEADER), "none");
        note.write(text);
        MDC.put("note", text);
        Luggage.CARRIED.set(text);
        try {
            chain.doFilter(request, response);
        } finally {
            Luggage.CARRIED.remove();
            MDC.remove("note");
            RETURNED.release();
        }
    }
}
