package org.synctoasync.cdi;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Opens a latch when the endpoint's servlet has returned to the server. */
@WebFilter(urlPatterns = "/graphql", asyncSupported = true)
public class ServletWatch extends HttpFilter {
    static final String RETURNED = "servletReturned";

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        CountDownLatch returned = new CountDownLatch(1);
        request.setAttribute(RETURNED, returned);
        chain.doFilter(request, response);
        returned.countDown();
    }
}
