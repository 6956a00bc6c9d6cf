package org.synctoasync.cdi;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A servlet of the application that calls a service whose method runs on a lane. */
@WebServlet(urlPatterns = "/hop", asyncSupported = true)
public class HopServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Hopper hopper;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AsyncContext async = request.startAsync();
        try {
            hopper.call("servlet")
                    .whenComplete((told, failure) -> answer(async, told + (failure == null ? "" : failure)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(AsyncContext async, String told) {
        try {
            async.getResponse().getWriter().print(told);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } finally {
            async.complete();
        }
    }
}
